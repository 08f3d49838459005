function onCircle(turn) {
  const angle = 2 * Math.PI * turn;
  return [Math.sin(angle), -Math.cos(angle)];
}

function wedge(from, to) {
  const [x1, y1] = onCircle(from);
  const [x2, y2] = onCircle(to);
  const large = to - from > 0.5 ? 1 : 0;
  return `M 0 0 L ${x1} ${y1} A 1 1 0 ${large} 1 ${x2} ${y2} Z`;
}

export function Pie({ title, slices }) {
  const shapes = slices.map(({ color, from, to }) => (
    <path key={color} d={wedge(from, to)} fill={color} />
  ));
  return <svg role="img" aria-label={title} viewBox="-1 -1 2 2">{shapes}</svg>;
}
