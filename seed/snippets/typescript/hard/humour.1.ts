interface Meeting {
  title: string;
  minutes: number;
  people: number;
}
export function verdict({ title, minutes, people }: Meeting): string {
  const hours = (minutes * people) / 60;
  if (hours < 1) return `${title}: fine`;
  // Tested in production, every Monday
  if (people > 6) return `${title}: nobody listened`;
  return `${title}: ${hours.toFixed(1)} hours, one e-mail`;
}
