const sky = document.getElementById("sky");

export function Snowfall({ amount }) {
  const flakes = <i aria-hidden>{"* ".repeat(amount)}</i>;
  return createPortal(flakes, sky);
}
