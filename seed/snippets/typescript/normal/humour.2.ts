const excuses = ["cache", "DNS", "cosmic rays"];

export function explain(now = new Date()): string {
  const pick = now.getDay() % excuses.length;
  return `It was ${excuses[pick]} again`;
}
