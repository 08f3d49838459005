function format(value: Date): string;
function format(value: number, digits: number): string;
function format(value: Date | number, digits = 0): string {
  if (value instanceof Date) {
    return value.toISOString();
  }
  return value.toFixed(digits);
}
