async function saveNote(previous, form) {
  const text = form.get("text").trim();
  if (!text) return { ...previous, error: "Write something first" };
  const note = await api.createNote({ text });
  return { notes: [note, ...previous.notes], error: null };
}

export function Notes({ initial }) {
  const start = { notes: initial, error: null };
  const [state, save, saving] = useActionState(saveNote, start);
  return (
    <form action={save}>
      <textarea name="text" rows={4} />
      <button disabled={saving}>{saving ? "Saving" : "Save"}</button>
      {state.error && <Alert text={state.error} />}
      {state.notes.map((note) => (
        <NoteCard key={note.id} note={note} />
      ))}
    </form>
  );
}
