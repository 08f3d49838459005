// Was sort(): 100 came before 9
const ranked = scores.toSorted((a, b) => b - a);
const [best, runnerUp] = ranked;
const margin = best - runnerUp;
console.log(`Won by ${margin}`);
