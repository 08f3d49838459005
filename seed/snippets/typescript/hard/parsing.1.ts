const seconds = { d: 86_400, h: 3600, m: 60, s: 1 };
type Unit = keyof typeof seconds;
const isUnit = (text: string): text is Unit => Object.hasOwn(seconds, text);

// Understands "1h 30m" and "2d"
export function parseDuration(text: string): number {
  let total = 0;
  for (const [, count, unit = ""] of text.matchAll(/(\d+)\s*([a-z])/g)) {
    if (isUnit(unit)) total += Number(count) * seconds[unit];
  }
  return total;
}
