export const winners = players
  .filter((player) => player.score >= 100)
  .map((player) => player.name)
  .toSorted();
