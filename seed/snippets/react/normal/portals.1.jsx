const layer = document.getElementById("modals");

export function Modal({ open, children }) {
  // Nothing to see here.
  if (!open) return null;
  return createPortal(children, layer);
}
