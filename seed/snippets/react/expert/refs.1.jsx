import { forwardRef, useImperativeHandle, useRef } from "react";

function Dialog({ title, children }, ref) {
  const inner = useRef(null);
  useImperativeHandle(ref, () => {
    const open = () => inner.current.showModal();
    const close = () => inner.current.close();
    return { open, close };
  }, []);

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
export default forwardRef(Dialog);
