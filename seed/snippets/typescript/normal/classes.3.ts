class Thermometer {
  constructor(public celsius: number) {}
  get fahrenheit(): number {
    return this.celsius * 1.8 + 32;
  }
}
