export function Newsletter({ onJoin }) {
  const [sent, setSent] = useState(false);

  async function submit(event) {
    event.preventDefault();
    await onJoin(new FormData(event.currentTarget));
    setSent(true);
  }
  const email = <input type="email" name="email" required />;
  const field = <label>Email {email}</label>;
  const button = <button disabled={sent}>Join</button>;
  return <form onSubmit={submit}>{field} {button}</form>;
}
