function useUndo(initial) {
  const [past, setPast] = useState([]);
  const [present, setPresent] = useState(initial);
  const [future, setFuture] = useState([]);

  function commit(next) {
    setPast([...past, present]);
    setPresent(next);
    setFuture([]);
  }
  function undo() {
    if (past.length === 0) return;
    setFuture([present, ...future]);
    setPresent(past.at(-1));
    setPast(past.slice(0, -1));
  }
  const canUndo = past.length > 0;
  return { present, commit, undo, canUndo };
}
