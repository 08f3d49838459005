class Duration {
  static minute = 60;

  constructor(seconds) {
    this.seconds = seconds;
  }

  [Symbol.toPrimitive](hint) {
    if (hint === "number") return this.seconds;
    const minutes = Math.floor(this.seconds / Duration.minute);
    const rest = this.seconds % Duration.minute;
    return `${minutes} min ${rest} s`;
  }
}
