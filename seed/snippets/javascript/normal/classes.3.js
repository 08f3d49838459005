class Dice {
  static sides = 6;

  static roll() {
    return 1 + Math.floor(Math.random() * Dice.sides);
  }
}
