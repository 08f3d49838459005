const DAY = 86_400_000;
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

export function fromToday(date: Date, today = new Date()): string {
  const gap = date.getTime() - today.getTime();
  const days = Math.round(gap / DAY);
  if (Math.abs(days) < 14) return words.format(days, "day");
  const weeks = Math.round(days / 7);
  return words.format(weeks, "week");
}
