const line = (t) =>
  <p key={t}>{t}</p>;
const poem = [
  "Roses",
  "are red",
];
// Not Homer.
const verse =
  poem.map(line);
