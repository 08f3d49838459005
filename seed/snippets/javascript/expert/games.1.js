let previous = performance.now();
let enemies = spawnWave(12);
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
  if (enemies.length > 0) requestAnimationFrame(frame);
}

requestAnimationFrame(frame);
