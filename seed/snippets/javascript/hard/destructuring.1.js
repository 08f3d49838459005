let { position, velocity } = ball;
if (position.x < 0 || position.x > width) {
  velocity = { ...velocity, x: -velocity.x };
}
if (position.y < 0 || position.y > height) {
  velocity = { ...velocity, y: -velocity.y };
}
position = {
  x: position.x + velocity.x,
  y: position.y + velocity.y,
};
Object.assign(ball, { position, velocity });
