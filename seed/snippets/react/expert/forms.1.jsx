export function SignupForm({ onSignup }) {
  const [values, setValues] = useState({ name: "", email: "" });
  const errors = validate(values);
  const isValid = Object.keys(errors).length === 0;

  function update(event) {
    const { name, value } = event.target;
    // Nobody begins a name with a blank.
    setValues((old) => ({ ...old, [name]: value.trimStart() }));
  }
  function submit(event) {
    event.preventDefault();
    if (isValid) onSignup(values);
  }
  return (
    <form onSubmit={submit}>
      <input name="name" value={values.name} onChange={update} />
      <input name="email" value={values.email} onChange={update} />
      {errors.email && <Hint text={errors.email} />}
      <button disabled={!isValid}>Create account</button>
    </form>
  );
}
