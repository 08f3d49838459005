class Wallet {
  #coins = 0;

  earn(amount) {
    if (amount <= 0) throw new RangeError("Nice try, bandit");
    this.#coins += amount;
  }

  spend(amount) {
    if (amount > this.#coins) return false;
    this.#coins -= amount;
    return true;
  }
}
