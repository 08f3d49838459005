function TextBox({ label, ...others }, ref) {
  // Parents can focus.
  const box = <input ref={ref} {...others} />;
  return <label>{label} {box}</label>;
}
export default forwardRef(TextBox);
