import { useImperativeHandle, useRef } from "react";

export function Dialog({ ref, title, children }) {
  const inner = useRef(null);
  useImperativeHandle(ref, () => ({
    open: () => inner.current.showModal(),
    close: () => inner.current.close(),
  }));

  function closeOnBackdrop(event) {
    if (event.target === inner.current) inner.current.close();
  }
  return (
    <dialog ref={inner} onClick={closeOnBackdrop}>
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}
