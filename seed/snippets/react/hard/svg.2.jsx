const Hand = ({ angle, length }) => (
  <line y2={-length} transform={`rotate(${angle})`} />
);

export function ClockFace({ hours, minutes }) {
  const turn = hours + minutes / 60;
  return (
    <svg viewBox="-50 -50 100 100" stroke="black">
      <Hand angle={30 * turn} length={25} />
      <Hand angle={6 * minutes} length={40} />
    </svg>
  );
}
