function format(value: Date): string;
function format(value: number, digits: number): string;
function format(value: Date | number, digits = 0): string {
  if (value instanceof Date) {
    return value.toISOString();
  }
  // Rounds 2.5 up, and 1.005 to your surprise
  return value.toFixed(digits);
}
