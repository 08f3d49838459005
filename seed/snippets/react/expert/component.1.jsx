export function SearchBox({ products, onPick }) {
  const [query, setQuery] = useState("");
  const deferred = useDeferredValue(query);
  const matches = useMemo(() => {
    const term = deferred.toLowerCase();
    if (term.length < 2) return [];
    return products.filter(({ name }) => name.includes(term));
  }, [products, deferred]);

  return (
    <div role="search">
      <input value={query} onChange={(e) => setQuery(e.target.value)} />
      {matches.slice(0, 8).map((product) => (
        <button key={product.id} onClick={() => onPick(product)}>
          {product.name}
        </button>
      ))}
    </div>
  );
}
