export function useDrag(start) {
  const [position, setPosition] = useState(start);
  const grip = useRef(null);

  function onPointerDown(event) {
    const { clientX, clientY, pointerId } = event;
    event.currentTarget.setPointerCapture(pointerId);
    grip.current = { dx: position.x - clientX, dy: position.y - clientY };
  }
  function onPointerMove({ clientX, clientY }) {
    if (!grip.current) return;
    // The pointer keeps its place on the card.
    const { dx, dy } = grip.current;
    setPosition({ x: clientX + dx, y: clientY + dy });
  }
  function onPointerUp() {
    grip.current = null;
  }
  return { position, onPointerDown, onPointerMove, onPointerUp };
}
