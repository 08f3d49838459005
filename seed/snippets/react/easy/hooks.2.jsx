function Age() {
  const id = useId();
  const box =
    <input id={id} />;
  const tag =
    <Label to={id} />;
  const ui =
    <>{tag}{box}</>;
  return ui;
}
