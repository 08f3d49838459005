function Card(p) {
  const k =
    p.children;
  const head =
    <h3>{p.name}</h3>;
  const body =
    <>{head}{k}</>;
  return body;
}
