export function Modal({ title, onClose, children }) {
  const panel = useRef(null);
  const traits = { role: "dialog", "aria-modal": true, "aria-label": title };

  useEffect(function takeFocus() {
    const before = document.activeElement;
    panel.current.focus();
    // Whoever opened it gets the focus back.
    return () => before?.focus();
  }, []);

  function handleKey(event) {
    if (event.key === "Escape") onClose();
  }
  const sheet = (
    <div ref={panel} tabIndex={-1} onKeyDown={handleKey} {...traits}>
      <h2>{title}</h2>
      {children}
    </div>
  );
  return createPortal(sheet, document.body);
}
