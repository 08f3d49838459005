const ranks = ["pawn", "knight", "queen"] as const;
type Rank = (typeof ranks)[number];

function isStronger(a: Rank, b: Rank): boolean {
  return ranks.indexOf(a) > ranks.indexOf(b);
}
