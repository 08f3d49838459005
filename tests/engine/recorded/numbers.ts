import type { Engine } from "../../../app/engine/engine.ts";
import type { State } from "../../../app/engine/state.ts";

/** Returns the numbers of a finished run: its score, its counters, and the bugs that are left on the field. */
export function numbersOf(engine: Engine, state: State) {
  const { wave, spawned, integrity, combo, correct_keys, incorrect_keys, over } = state;
  const bugs = state.bugs.map(({ id, kind, lane, spawned_at, arrives_at, next }) => ({
    id,
    kind,
    lane,
    spawned_at,
    arrives_at,
    next,
  }));
  const counters = { wave, spawned, integrity, combo, correct_keys, incorrect_keys };
  return { score: engine.scoreOf(state), ...counters, over, bugs };
}
