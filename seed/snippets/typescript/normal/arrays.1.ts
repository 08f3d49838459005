const ranking = racers.toSorted((a, b) => a.seconds - b.seconds);
const podium = ranking.slice(0, 3);

for (const [place, { name }] of podium.entries()) {
  medals[place]?.engrave(name);
}
