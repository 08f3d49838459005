export function Modal({ title, onClose, children }) {
  const panel = useRef(null);

  useEffect(function takeFocus() {
    const before = document.activeElement;
    panel.current.focus();
    // Whoever opened it gets the focus back.
    return () => before?.focus();
  }, []);

  function handleKey(event) {
    if (event.key === "Escape") onClose();
    event.stopPropagation();
  }
  const sheet = (
    <div ref={panel} role="dialog" tabIndex={-1} onKeyDown={handleKey}>
      <h2>{title}</h2>
      {children}
    </div>
  );
  return createPortal(sheet, document.body);
}
