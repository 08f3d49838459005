type Scalar = null | boolean | number | string;
type Json = Scalar | Json[] | { [key: string]: Json };

// How many boxes are inside one another
export function depth(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value).map(depth);
  return 1 + Math.max(0, ...inner);
}
console.assert(depth({ title: "Matryoshka", dolls: [1, [2]] }) === 3);
