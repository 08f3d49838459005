class Die {
  constructor(sides = 6) {
    this.sides = sides;
  }

  roll = () => 1 + Math.floor(Math.random() * this.sides);
}
