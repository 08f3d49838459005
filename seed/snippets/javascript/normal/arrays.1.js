const strong = players.filter((player) => player.score >= 100);
const names = strong.map((player) => player.name);
export const winners = names.toSorted();
