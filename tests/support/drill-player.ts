/** A scripted player of drills: types at a steady speed, some keys slower, with a steady share of errors. */
import { drillKeys } from "../../app/engine/drills/drill.ts";
import type { KeyPress } from "../../app/engine/replay.ts";
import { draw, nextState } from "../../app/engine/rng.ts";

export interface DrillHabits {
  seed: number;
  /** The mean time of a key in milliseconds. */
  keyMs?: number;
  /** Wrong keys in a thousand. */
  errors?: number;
  /** Keys that take twice the time, and are missed four times as often. */
  weak?: readonly string[];
  /** Stops after so many keys of the drill; by default at its end. */
  most?: number;
}

const WRONG = "asdfjkl;";

/** Returns the log of a drill whose parts are `texts`, and when it ended. */
export function playDrill(
  texts: readonly string[],
  { seed, keyMs = 150, errors = 30, weak = [], most = Number.POSITIVE_INFINITY }: DrillHabits,
) {
  let state = seed;
  const below = (bound: number) => {
    state = nextState(state);
    return draw(state, bound);
  };
  let t = 500 + below(2_000);
  const log: KeyPress[] = [];
  for (const { key } of drillKeys(texts).slice(0, most)) {
    const isWeak = weak.includes(key);
    while (below(1_000) < errors * (isWeak ? 4 : 1)) {
      const wrong = WRONG[below(WRONG.length)] ?? "a";
      if (wrong === key) break;
      t += 60 + below(keyMs);
      log.push([t, wrong]);
    }
    // Now and then two keys at once, or a pause.
    const chance = below(100);
    t += chance === 0 ? 5 : chance === 1 ? 2_500 : (isWeak ? 2 : 1) * (keyMs / 2 + below(keyMs));
    t = Math.round(t);
    log.push([t, key]);
  }
  return { key_sequence: log, ended_at_ms: t };
}
