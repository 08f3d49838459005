interface Timing {
  name: string;
  median: number;
}

function measure(name: string, work: () => unknown, rounds = 101): Timing {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  // The mean would believe every hiccup of the garbage collector
  return { name, median: times[rounds >> 1] };
}

const haystack = Array.from({ length: 10_000 }, (_, straw) => straw);
const asSet = new Set(haystack);
const list = measure("list", () => haystack.includes(9_999));
const set = measure("set", () => asSet.has(9_999));
console.table([list, set]);
