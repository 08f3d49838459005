const compare = {
  name: (a, b) => (a.name < b.name ? -1 : 1),
  price: (a, b) => a.price - b.price,
  stock: (a, b) => b.stock - a.stock,
};
const orders = Object.keys(compare);

export function Inventory({ items }) {
  const [order, setOrder] = useState("name");
  const rule = compare[order];
  const sorted = items.toSorted(rule);
  const pick = ({ target }) => setOrder(target.value);

  return (
    <>
      <select value={order} onChange={pick}>
        {orders.map((key) => (
          <option key={key}>{key}</option>
        ))}
      </select>
      {sorted.map((item) => (
        <StockRow key={item.sku} {...item} />
      ))}
    </>
  );
}
