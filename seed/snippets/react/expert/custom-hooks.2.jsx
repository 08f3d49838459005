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
  function redo() {
    if (future.length === 0) return;
    setPast([...past, present]);
    setPresent(future[0]);
    setFuture(future.slice(1));
  }
  return { present, commit, undo, redo };
}
