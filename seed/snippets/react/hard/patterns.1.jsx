export function Hover({ children }) {
  // Whoever is inside decides what hovering looks like.
  const [isOver, setIsOver] = useState(false);
  const enter = () => setIsOver(true);
  const leave = () => setIsOver(false);
  return (
    <span onPointerEnter={enter} onPointerLeave={leave}>
      {children(isOver)}
    </span>
  );
}
