export function Newsletter() {
  const [state, submit, pending] = useActionState(subscribe, null);
  return (
    <form action={submit}>
      <input type="email" name="email" required />
      <button disabled={pending}>Sign up</button>
      {state?.error && <Alert text={state.error} />}
    </form>
  );
}
