/**
 * `npm run bench:engine`: measures the processor time to verify a run with each version of the rules, and whether it
 * grows linearly with the run's length.
 */
import type { Engine } from "../../app/engine/engine.ts";
import { engineOf, KNOWN_VERSIONS } from "../../app/engine/index.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { nearest, play, spendsWhenNear } from "../../seed/player.ts";
import { createPlan } from "../../tests/support/plans.ts";

const ROUNDS = 41;

/** Returns the milliseconds of processor time that `work` takes. Other processes do not count. */
function cpuTimeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function measure(engine: Engine, minutes: number): void {
  // Bugs walk at half speed, and the log fills up with what a fast player types meanwhile.
  const plan = createPlan({
    seed: 7,
    difficulty: "EASY",
    mode: "relaxed",
    engine_version: engine.version,
  });
  const { keys, outcome, endedAt } = play(
    plan,
    { wpm: 125, errors: 20, until: minutes * 60_000, choose: nearest, spends: spendsWhenNear },
    engine,
  );
  const run = { plan, keys, outcome, endedAt };
  const times = Array.from({ length: ROUNDS }, () => cpuTimeOf(() => replayRun(engine, run))).sort(
    (a, b) => a - b,
  );
  const median = times[ROUNDS >> 1] ?? 0;
  const p90 = times[Math.floor(ROUNDS * 0.9)] ?? 0;
  const micros = (1000 * median) / keys.length;
  console.log(
    `| ${engine.version} | ${(endedAt / 60_000).toFixed(1)} min | ${keys.length} | ${median.toFixed(2)} ms | ${p90.toFixed(2)} ms | ${micros.toFixed(2)} µs |`,
  );
}

console.log("| version | run | keys | median | p90 | a key |");
console.log("|--:|--:|--:|--:|--:|--:|");
for (const version of KNOWN_VERSIONS) {
  const engine = await engineOf(version);
  for (const minutes of [1, 5, 10, 20, 35]) if (engine) measure(engine, minutes);
}
