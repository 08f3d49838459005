const loadEditor = () => import("./Editor.jsx");
const Editor = lazy(loadEditor);

export function Note({ note }) {
  const [isEditing, setIsEditing] = useState(false);
  const edit = () => setIsEditing(true);
  const finish = () => setIsEditing(false);

  // The editor loads while the pointer is on its way.
  if (!isEditing) {
    return (
      <article onPointerEnter={loadEditor} onFocus={loadEditor}>
        <p>{note.text}</p>
        <button onClick={edit}>Edit</button>
      </article>
    );
  }
  return (
    <Suspense fallback={<p>Sharpening the pencil</p>}>
      <Editor note={note} onClose={finish} />
    </Suspense>
  );
}
