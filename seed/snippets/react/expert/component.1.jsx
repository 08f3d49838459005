export function SearchBox({ products, onPick }) {
  const [query, setQuery] = useState("");
  const deferred = useDeferredValue(query);
  const matches = useMemo(() => {
    const term = deferred.toLowerCase();
    if (term.length < 2) return [];
    const hits = products.filter(({ name }) => name.includes(term));
    return hits.slice(0, 8);
  }, [products, deferred]);

  const change = (event) => setQuery(event.target.value);
  const toOption = (product) => (
    <button key={product.id} onClick={() => onPick(product)}>
      {product.name}
    </button>
  );
  return (
    <div role="search">
      <input value={query} onChange={change} />
      {matches.map(toOption)}
    </div>
  );
}
