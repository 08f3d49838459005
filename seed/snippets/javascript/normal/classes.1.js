class Timer {
  start = Date.now();
  get elapsed() {
    return Date.now() - this.start;
  }
}
