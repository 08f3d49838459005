// "Yesterday" sounds better than "1 day ago".
const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const HOUR = 3_600_000;

export function Ago({ date, now }) {
  const hours = Math.round((date - now) / HOUR);
  const days = Math.round(hours / 24);
  const isRecent = Math.abs(hours) < 48;
  if (isRecent) return format.format(hours, "hour");
  return format.format(days, "day");
}
