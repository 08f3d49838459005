export function Hover({ children }) {
  // The child decides what hovering looks like.
  const [isOver, setIsOver] = useState(false);
  const enter = () => setIsOver(true);
  const leave = () => setIsOver(false);
  const pointer = { onPointerEnter: enter, onPointerLeave: leave };
  // Keyboards hover, too.
  const keyboard = { onFocus: enter, onBlur: leave };
  return <span {...pointer} {...keyboard}>{children(isOver)}</span>;
}
