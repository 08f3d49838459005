function Ask() {
  const el =
    useRef(null);
  const go = () =>
    el.current.focus();
  useEffect(go, []);
  return (
    <input ref={el} />
  );
}
