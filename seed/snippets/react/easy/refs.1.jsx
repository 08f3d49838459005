function Ask() {
  const el =
    useRef();
  const go = () =>
    el.current.focus();
  useEffect(go, []);
  const ui =
    <input ref={el} />;
  return ui;
}
