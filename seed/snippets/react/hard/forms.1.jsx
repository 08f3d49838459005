export function Newsletter({ onSignup }) {
  const [isSent, setIsSent] = useState(false);

  async function submit(event) {
    event.preventDefault();
    await onSignup(new FormData(event.currentTarget));
    setIsSent(true);
  }
  const email = <input type="email" name="email" required />;
  const button = <button disabled={isSent}>Sign up</button>;
  return <form onSubmit={submit}>{email} {button}</form>;
}
