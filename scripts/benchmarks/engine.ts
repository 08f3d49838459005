/** `npm run bench:engine`: measures the time to verify a run, and whether it grows linearly with its length. */
import { currentEngine } from "../../app/engine/current.ts";
import { DIFFICULTIES, LANGUAGES } from "../../app/engine/plan.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { play } from "../../seed/player.ts";
import { readSnippets } from "../../seed/snippets.ts";

const ROUNDS = 41;
const [language] = LANGUAGES;
const [easy] = DIFFICULTIES;
const snippets = (await readSnippets())
  .filter((snippet) => snippet.language === language && snippet.difficulty === easy)
  .slice(0, 12);
const plan = {
  seed: 7,
  language,
  difficulty: easy,
  // Bugs walk at half speed, so that the player survives until the log is full.
  mode: "relaxed" as const,
  engine_version: currentEngine.version,
  snippets,
};

console.log("| run | keys | median | p90 | a key |");
console.log("|---|--:|--:|--:|--:|");
for (const minutes of [1, 5, 10, 20, 35]) {
  const { keys, outcome, endedAt } = play(plan, { wpm: 125, errors: 20, until: minutes * 60_000 });
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    replayRun(currentEngine, { plan, keys, outcome, endedAt });
    return performance.now() - started;
  }).sort((a, b) => a - b);
  const median = times[ROUNDS >> 1] ?? 0;
  const p90 = times[Math.floor(ROUNDS * 0.9)] ?? 0;
  const micros = (1000 * median) / keys.length;
  console.log(
    `| ${minutes} min | ${keys.length} | ${median.toFixed(2)} ms | ${p90.toFixed(2)} ms | ${micros.toFixed(2)} µs |`,
  );
}
