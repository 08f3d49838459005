enum Direction {
  Up = "UP",
  Down = "DOWN",
}
const start: Direction = Direction.Up;
elevator.send(start);
