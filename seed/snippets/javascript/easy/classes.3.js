class Till {
  // Open with 50
  #cash = 50;

  pay(n) {
    this.#cash += n;
    return this.#cash;
  }
}
