const Hand = ({ angle, length }) => (
  <line y2={-length} transform={`rotate(${angle})`} />
);

export function ClockFace({ hours, minutes, label }) {
  const turn = hours + minutes / 60;
  return (
    <svg role="img" aria-label={label} viewBox="-5 -5 10 10" stroke="navy">
      <Hand angle={30 * turn} length={2.5} />
      <Hand angle={6 * minutes} length={4} />
    </svg>
  );
}
