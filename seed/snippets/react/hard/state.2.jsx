export function useBackpack() {
  const [items, setItems] = useState(() => new Map());

  function put(name, amount = 1) {
    const total = (items.get(name) ?? 0) + amount;
    const next = new Map(items).set(name, total);
    if (total <= 0) next.delete(name);
    setItems(next);
  }
  const load = [...items.values()].reduce(add, 0);
  return { items, load, put };
}
