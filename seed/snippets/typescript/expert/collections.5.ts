type Network = ReadonlyMap<string, readonly string[]>;

/** The trip with the fewest stops, by a search in widening circles. */
function planTrip(lines: Network, from: string, to: string): string[] {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const station of cameFrom.keys()) {
    if (station === to) break;
    for (const next of lines.get(station) ?? []) {
      if (!cameFrom.has(next)) cameFrom.set(next, station);
    }
  }

  const trip: string[] = [];
  let stop = cameFrom.has(to) ? to : null;
  while (stop) {
    trip.unshift(stop);
    stop = cameFrom.get(stop) ?? null;
  }
  return trip;
}
