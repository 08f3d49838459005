// The fastest three
racers.sort((a, b) => a.seconds - b.seconds);
const podium = racers.slice(0, 3);

for (const [place, { name }] of podium.entries()) {
  medals[place]?.engrave(name);
}
