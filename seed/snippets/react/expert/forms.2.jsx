export function NoteForm({ onSave }) {
  const [status, setStatus] = useState("idle");

  async function save(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const text = new FormData(form).get("text").trim();
    setStatus("saving");
    const isSaved = await onSave({ text });
    setStatus(isSaved ? "saved" : "failed");
    if (isSaved) form.reset();
  }

  const isBusy = status === "saving";
  return (
    <form onSubmit={save}>
      <textarea name="text" aria-label="Note" rows={4} required />
      <button disabled={isBusy}>{isBusy ? "Saving" : "Save"}</button>
      {status === "failed" && <Alert text="The pen is dry" />}
    </form>
  );
}
