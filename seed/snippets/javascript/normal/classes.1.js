class Stopwatch {
  started = Date.now();

  get elapsed() {
    return Date.now() - this.started;
  }
}
