class Lamp {
  on = false;
  watts = 8;
  flip() {
    this.on = !this.on;
  }
  dim() {
    this.watts /= 2;
  }
}
