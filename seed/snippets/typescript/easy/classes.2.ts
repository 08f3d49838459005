class Lamp {
  on = false;
  flip() {
    this.on = !this.on;
  }
  break() {
    this.on = false;
  }
}
