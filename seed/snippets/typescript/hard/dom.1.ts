const held = new Set<string>();
addEventListener("keydown", (event) => held.add(event.code));
addEventListener("keyup", (event) => held.delete(event.code));

function frame(): void {
  if (held.has("ArrowLeft")) ship.angle -= 0.05;
  if (held.has("ArrowRight")) ship.angle += 0.05;
  if (held.has("ArrowUp")) ship.thrust();
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
