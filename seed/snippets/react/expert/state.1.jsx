function setIn(target, [key, ...rest], value) {
  const isLeaf = rest.length === 0;
  const next = isLeaf ? value : setIn(target[key] ?? {}, rest, value);
  if (Array.isArray(target)) return target.with(key, next);
  return { ...target, [key]: next };
}

export function useDraft(saved) {
  const [draft, setDraft] = useState(saved);
  const isDirty = draft !== saved;
  const reset = () => setDraft(saved);

  function change(path, value) {
    const keys = path.split(".");
    setDraft((old) => setIn(old, keys, value));
  }
  return { draft, isDirty, change, reset };
}
