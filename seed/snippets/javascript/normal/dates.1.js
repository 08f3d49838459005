const day = 24 * 60 * 60 * 1000;

export function daysUntil(date) {
  const gap = date.getTime() - Date.now();
  return Math.max(0, Math.ceil(gap / day));
}
