const compare = {
  name: (a, b) => a.name.localeCompare(b.name),
  price: (a, b) => a.price - b.price,
  stock: (a, b) => b.stock - a.stock,
};
const orders = Object.keys(compare);

export function Inventory({ items }) {
  const [order, setOrder] = useState("name");
  const pick = ({ target }) => setOrder(target.value);
  const sorted = items.toSorted(compare[order]);

  const options = orders.map((key) => <option key={key}>{key}</option>);
  const rows = sorted.map((item) => <StockRow key={item.sku} {...item} />);
  return (
    <>
      <select aria-label="Sort" value={order} onChange={pick}>{options}</select>
      <ul>{rows}</ul>
    </>
  );
}
