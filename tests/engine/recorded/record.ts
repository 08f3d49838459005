/**
 * `node tests/engine/recorded/record.ts` records runs of a new engine version in `v<version>.json`. It never
 * overwrites an existing file, because the version must give the recorded numbers for ever.
 */
import { writeFileSync } from "node:fs";
import { packKeys } from "../../../app/.server/games/key-log.ts";
import { currentEngine } from "../../../app/engine/current.ts";
import { type KeyPress, replayRun } from "../../../app/engine/replay.ts";
import { play } from "../../../seed/player.ts";
import { createPlan } from "../../support/plans.ts";
import { numbersOf } from "./numbers.ts";

const RUNS = [
  { overrides: { seed: 11, difficulty: "EXPERT", language: "TYPESCRIPT" }, wpm: 45 },
  { overrides: { seed: 12, difficulty: "NORMAL", language: "PYTHON" }, wpm: 140 },
  { overrides: { seed: 13, difficulty: "EASY", language: "REACT", mode: "relaxed" }, wpm: 60 },
  { overrides: { seed: 14, difficulty: "HARD", language: "JAVASCRIPT" }, wpm: 110, restless: true },
] as const;

const runs = RUNS.map(({ overrides, wpm, ...style }) => {
  const plan = createPlan(overrides);
  const played = play(plan, { wpm, errors: 40, until: 240_000, seed: overrides.seed });
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
  const snippets = plan.snippets.map(({ category, snippet_text }) => ({ category, snippet_text }));
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
