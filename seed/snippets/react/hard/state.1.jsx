function useSelection(ids) {
  const [selected, setSelected] = useState(() => new Set());

  function toggle(id) {
    const next = new Set(selected);
    // A set says whether there was something to delete.
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  }
  const hasAll = ids.every((id) => selected.has(id));
  return { selected, toggle, hasAll };
}
