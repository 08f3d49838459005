// Before: key={index}. Without the first song its note moved to the
// second one, and the drummer sang.
export function Setlist({ initial }) {
  const [songs, setSongs] = useState(initial);
  const cut = (id) => setSongs(songs.filter((song) => song.id !== id));

  const rows = songs.map(({ id, title }) => (
    <li key={id}>
      {title} <NoteField />
      <button onClick={() => cut(id)}>Cut</button>
    </li>
  ));
  const minutes = songs.reduce((sum, song) => sum + song.minutes, 0);
  return <Stage minutes={minutes}>{rows}</Stage>;
}
