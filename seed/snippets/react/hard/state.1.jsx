function useSelection(ids) {
  const [selected, setSelected] = useState(() => new Set());
  const toggle = (id) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  const all = ids.every((id) => selected.has(id));
  return { selected, toggle, all };
}
