export function Slider({ min, max, value, onChange }) {
  const track = useRef(null);
  const percent = (100 * (value - min)) / (max - min);

  function slide(event) {
    if (event.buttons !== 1) return;
    const { offsetLeft, offsetWidth } = track.current;
    const ratio = (event.pageX - offsetLeft) / offsetWidth;
    const bounded = Math.min(1, Math.max(0, ratio));
    onChange(Math.round(min + bounded * (max - min)));
  }
  return (
    <div ref={track} onPointerDown={slide} onPointerMove={slide}>
      <span className="thumb" style={{ left: `${percent}%` }} />
    </div>
  );
}
