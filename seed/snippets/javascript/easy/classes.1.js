class Cat {
  lives = 9;

  fall() {
    this.lives -= 1;
    return "meow";
  }
}
