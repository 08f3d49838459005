const excuses = [
  "It works on my machine",
  "That is a caching problem",
  "The intern did it, and I was the intern",
];

export function Standup({ day }) {
  const excuse = excuses[day % excuses.length];
  const isFriday = day % 7 === 5;
  return <blockquote>{isFriday ? "Cake?" : excuse}</blockquote>;
}
