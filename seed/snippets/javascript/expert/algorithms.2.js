// Pack for the hike: the most joy that the backpack can carry
export function packBackpack(gear, capacity) {
  const best = new Array(capacity + 1).fill(0);
  const chosen = best.map(() => []);
  for (const { name, weight, joy } of gear) {
    for (let room = capacity; room >= weight; room -= 1) {
      const without = room - weight;
      const candidate = best[without] + joy;
      if (candidate <= best[room]) continue;
      best[room] = candidate;
      chosen[room] = [...chosen[without], name];
    }
  }
  return { joy: best.at(-1), names: chosen.at(-1) };
}
