class Lamp {
  on = false;

  click() {
    this.on = !this.on;
  }
}

new Lamp().click();
