// Neighbors in pairs: gaps between trains, steps between notes
export function* pairwise(source) {
  let previous = null;
  let started = false;
  for (const current of source) {
    if (started) yield [previous, current];
    previous = current;
    started = true;
  }
}
