let previous = performance.now();
let lag = 0;

function frame(now) {
  lag += now - previous;
  previous = now;
  while (lag >= STEP) {
    for (const enemy of enemies) enemy.update(STEP);
    enemies = enemies.filter((enemy) => enemy.alive);
    lag -= STEP;
  }
  const blend = lag / STEP;
  for (const enemy of enemies) renderer.draw(enemy, blend);
  if (!paused) schedule(frame);
}

schedule(frame);
