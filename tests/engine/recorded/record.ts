/**
 * `node tests/engine/recorded/record.ts` records runs of a new engine version in `v<version>.json`. It never
 * overwrites an existing file, because the version must give the recorded numbers for ever.
 */
import { writeFileSync } from "node:fs";
import { packKeys } from "../../../app/.server/practice/key-log.ts";
import { currentEngine } from "../../../app/engine/current.ts";
import { type KeyPress, replayRun } from "../../../app/engine/replay.ts";
import { play, spendsWhenNear } from "../../../seed/player.ts";
import { createPlan } from "../../support/plans.ts";
import { numbersOf } from "./numbers.ts";

const RUNS = [
  { overrides: { seed: 11, difficulty: "EXPERT", language: "TYPESCRIPT" }, wpm: 45, errors: 40 },
  // Hardly an error, so that combos earn all powers.
  { overrides: { seed: 12, difficulty: "NORMAL", language: "PYTHON" }, wpm: 140, errors: 5 },
  {
    overrides: { seed: 13, difficulty: "EASY", language: "REACT", mode: "relaxed" },
    wpm: 60,
    errors: 40,
  },
  {
    overrides: { seed: 14, difficulty: "HARD", language: "JAVASCRIPT" },
    wpm: 110,
    errors: 40,
    restless: true,
  },
] as const;

/** Fewer snippets than a plan has, so that a run deals some of its hunks twice. */
const SNIPPETS = 12;

const runs = RUNS.map(({ overrides, wpm, errors, ...style }) => {
  const whole = createPlan(overrides);
  const plan = { ...whole, snippets: whole.snippets.slice(0, SNIPPETS) };
  const played = play(plan, {
    wpm,
    errors,
    until: 240_000,
    seed: overrides.seed,
    spends: spendsWhenNear,
  });
  // The seed's player never changes its target. A restless one also changes or releases it.
  const keys = played.keys.flatMap((press, index): KeyPress[] =>
    "restless" in style && index % 97 === 96
      ? [press, [press[0], index % 2 === 0 ? "Tab" : "Escape"]]
      : [press],
  );
  const ended = replayRun(currentEngine, { plan, keys, outcome: "quit", endedAt: 240_000 });
  const { outcome, at: endedAt } = ended.over ?? { outcome: "quit" as const, at: 240_000 };
  const keysUntilEnd = keys.filter(([t]) => t <= endedAt);
  const state = replayRun(currentEngine, { plan, keys: keysUntilEnd, outcome, endedAt });
  const snippets = plan.snippets.map(({ category, snippet_text, statement_starts }) => ({
    category,
    snippet_text,
    statement_starts,
  }));
  return {
    plan: { ...plan, snippets },
    keys: packKeys(keysUntilEnd),
    outcome,
    endedAt,
    numbers: numbersOf(currentEngine, state),
  };
});

const file = new URL(`v${currentEngine.version}.json`, import.meta.url);
writeFileSync(file, `${JSON.stringify(runs, null, 2)}\n`, { flag: "wx" });
