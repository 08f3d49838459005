class Wallet {
  #coins = 0;

  earn(amount) {
    this.#coins += amount;
  }

  spend(amount) {
    if (amount > this.#coins) return false;
    this.#coins -= amount;
    return true;
  }
}
