function TextBox({ label, ...others }, ref) {
  // It may get a focus.
  const box = <input ref={ref} {...others} />;
  return <label>{label} {box}</label>;
}
export default forwardRef(TextBox);
