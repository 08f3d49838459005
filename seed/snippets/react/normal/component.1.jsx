export function Stopwatch({ ms }) {
  const seconds = Math.floor(ms / 1000);
  // The rest of a second.
  const rest = String(ms % 1000).padStart(3, "0");
  return <time>{seconds}.{rest}</time>;
}
