export function SearchBox({ products, onPick }) {
  const [query, setQuery] = useState("");
  const deferred = useDeferredValue(query);
  const matches = useMemo(() => {
    const term = deferred.toLowerCase();
    if (term.length < 2) return [];
    const isHit = ({ name }) => name.toLowerCase().includes(term);
    return products.filter(isHit).slice(0, 8);
  }, [products, deferred]);

  const change = (event) => setQuery(event.target.value);
  const toOption = (product) => (
    <button key={product.id} onClick={() => onPick(product)}>
      {product.name}
    </button>
  );
  return (
    <div role="search">
      <input aria-label="Search" value={query} onChange={change} />
      {matches.map(toOption)}
    </div>
  );
}
