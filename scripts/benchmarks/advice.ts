/**
 * `npm run bench:advice [-- people]`: lets 300 people of the model play three minutes each on the difficulty that fits them,
 * and prints what the thresholds of advice are made of: the tables of docs/figures.md.
 */
import { runAdvice } from "../../app/engine/analysis/advice.ts";
import { KeyTallies } from "../../app/engine/analysis/key-tallies.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { type Difficulty, LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { keyAccuracy } from "../../app/engine/typing-speed.ts";
import { playAs } from "../../tests/support/people/model.ts";
import { drawPerson } from "../../tests/support/people/person.ts";
import { createPlan } from "../../tests/support/plans.ts";

const people = Number(process.argv[2] ?? 300);
const UNTIL_MS = 180_000;
/** Fewer errors, or fewer timed keys after them, say nothing of their cost. */
const LEAST_ERRORS = 5;
const LEAST_TIMED = 15;

/** The difficulty that fits a speed in WPM. */
const fitting = (wpm: number): Difficulty =>
  wpm < 35 ? "EASY" : wpm < 60 ? "NORMAL" : wpm < 85 ? "HARD" : "EXPERT";

function measure(index: number) {
  const person = drawPerson(9_000 + index);
  // About three quarters of the speed of flowing text remain in the game.
  const difficulty = fitting(person.wpm * 0.75);
  const language = LANGUAGES[index % LANGUAGES.length] as Language;
  const plan = createPlan({ seed: index * 7_919 + 1, language, difficulty });
  const run = playAs(person, plan, { until: UNTIL_MS, seed: index + 1 });
  const tallies = new KeyTallies(currentEngine, run.endedAt);
  const state = replayRun(currentEngine, run, (...seen) => tallies.visit(...seen));
  const advice = runAdvice(tallies, run.endedAt);
  if (person.phone || !advice) return [];
  const { all, halves, flow, afterErrors } = tallies;
  const usual = flow.ms / flow.keys;
  const lost = afterErrors.ms - afterErrors.keys * usual;
  return [
    {
      accuracy: keyAccuracy(state.correct_keys, state.incorrect_keys),
      clean: currentEngine.scoreOf(state).accuracy_percentage,
      errors: all.errors,
      timed: afterErrors.keys,
      share: (lost / run.endedAt) * 100,
      error: lost / all.errors / usual,
      after: afterErrors.ms / afterErrors.keys / usual,
      halves: halves[1].hits / halves[0].hits,
      advice: advice.map(({ kind }) => kind),
    },
  ];
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

const SHARES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
const row = (cells: (string | number)[]) => console.log(`| ${cells.join(" | ")} |`);

const runs = Array.from({ length: people }, (_, index) => measure(index)).flat();
const erring = runs.filter(({ errors, timed }) => errors >= LEAST_ERRORS && timed >= LEAST_TIMED);
const spread = (name: string, numbers: number[], digits: number) =>
  row([name, ...SHARES.map((share) => quantile(numbers, share).toFixed(digits))]);

console.log(`${runs.length} runs\n`);
row(["share of people", ...SHARES.map((share) => `${share * 100} %`)]);
spread(
  "accuracy, percent",
  runs.map(({ accuracy }) => accuracy),
  1,
);
spread(
  "clean tokens, percent",
  runs.map(({ clean }) => clean),
  1,
);
spread(
  "cost of an error, in keys",
  erring.map(({ error }) => error),
  1,
);
spread(
  "five keys after an error, times the usual",
  erring.map(({ after }) => after),
  2,
);
spread(
  "second half, share of the first",
  runs.map(({ halves }) => halves),
  2,
);

console.log("");
row(["accuracy", "runs", "clean tokens", "time that errors took"]);
const BOUNDS = [0, 92, 94, 95, 96, 97, 98, 100];
for (const [index, from] of BOUNDS.slice(0, -1).entries()) {
  const to = BOUNDS[index + 1] ?? 100;
  const some = erring.filter(({ accuracy }) => accuracy >= from && accuracy < to);
  const median = (numbers: number[]) => `${quantile(numbers, 0.5).toFixed(1)} %`;
  row([
    `${from} to ${to} %`,
    some.length,
    median(some.map(({ clean }) => clean)),
    median(some.map(({ share }) => share)),
  ]);
}

console.log("");
row(["advice", "share of runs"]);
for (const kind of new Set(runs.flatMap(({ advice }) => advice))) {
  const count = runs.filter(({ advice }) => advice.includes(kind)).length;
  row([kind, `${((count / runs.length) * 100).toFixed(1)} %`]);
}
row([
  "none",
  `${((runs.filter(({ advice }) => advice.length === 0).length / runs.length) * 100).toFixed(1)} %`,
]);
