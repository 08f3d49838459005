/** Copies of runs, as somebody would hand them in again: the same keys, slowed, hurried or blurred. */
import { currentEngine } from "../../../app/engine/current.ts";
import type { KeyPress } from "../../../app/engine/replay.ts";
import { type State, targetOf } from "../../../app/engine/state.ts";
import type { PlayedRun } from "./model.ts";
import { Random } from "./random.ts";

/** How long a copy waits for the bug that its original began. */
const PATIENCE = 5_000;

const offers = (state: State, key: string) =>
  state.bugs.some(({ tokens, next }) => tokens[next]?.text[0] === key);

/**
 * Copies `run` with its times multiplied by `scale` and each moved by up to `jitter` milliseconds. At another pace
 * bugs appear at other moments, so the copy waits for a bug where the original began one.
 */
export function copyOf(
  run: PlayedRun,
  { scale = 1, jitter = 0, seed = 1 }: { scale?: number; jitter?: number; seed?: number },
): PlayedRun {
  const engine = currentEngine;
  const random = new Random(seed);
  const original = engine.start(run.plan);
  const state = engine.start(run.plan);
  const keys: KeyPress[] = [];
  let late = 0;
  let before = 0;
  for (const [t, key] of run.keys) {
    engine.advance(original, t);
    const began = !targetOf(original) && offers(original, key);
    engine.press(original, key, t);

    const wanted = Math.round(t * scale + random.between(-jitter, jitter)) + late;
    let at = Math.max(before, wanted);
    engine.advance(state, at);
    while (began && !targetOf(state) && !offers(state, key)) {
      const next = engine.nextMoment(state);
      if (next > at + PATIENCE) break;
      at = Math.max(at, next);
      engine.advance(state, at);
    }
    if (state.over) break;
    late += Math.max(0, at - Math.max(before, wanted));
    keys.push([at, key]);
    engine.press(state, key, at);
    before = at;
  }
  if (!state.over) engine.quit(state, before);
  const over = state.over ?? { outcome: "quit" as const, at: before };
  return { plan: run.plan, keys, outcome: over.outcome, endedAt: over.at, state };
}
