class Ghost extends Enemy {
  speed = 2;

  walk(wall) {
    return wall ? "float through" : "drift";
  }
}
