function Age() {
  const id = useId();
  const box =
    <input id={id} />;
  const tag =
    <Tag of={id} />;
  const all =
    <>{tag}{box}</>;
  return all;
}
