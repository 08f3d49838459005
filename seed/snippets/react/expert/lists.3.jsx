export function VirtualList({ items, rowHeight, height }) {
  const [top, setTop] = useState(0);
  const first = Math.floor(top / rowHeight);
  const count = Math.ceil(height / rowHeight) + 1;
  const visible = items.slice(first, first + count);
  const scroll = (event) => setTop(event.currentTarget.scrollTop);

  // Only what is seen gets rendered.
  const rows = visible.map((item, index) => {
    const y = (first + index) * rowHeight;
    const place = { position: "absolute", top: y };
    return <Row key={item.id} style={place} item={item} />;
  });
  const total = items.length * rowHeight;
  return (
    <div style={{ height, overflow: "auto" }} onScroll={scroll}>
      <ol style={{ height: total, position: "relative" }}>{rows}</ol>
    </div>
  );
}
