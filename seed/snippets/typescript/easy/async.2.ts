class Oven {
  heat = 20;
  async warm() {
    await wait(60);
    this.heat = 180;
    ring();
  }
}
