type Roads = Record<string, Record<string, number>>;

function shortest(roads: Roads, start: string): Map<string, number> {
  const best = new Map<string, number>();
  const open = new Map([[start, 0]]);

  while (open.size > 0) {
    const nearestFirst = [...open].sort(([, a], [, b]) => a - b);
    const [town, km] = nearestFirst[0];
    open.delete(town);
    best.set(town, km);
    for (const [next, length] of Object.entries(roads[town] ?? {})) {
      if (best.has(next)) continue;
      const known = open.get(next) ?? Infinity;
      open.set(next, Math.min(known, km + length));
    }
  }
  return best;
}
