/** A run again, from its plan and its keys. */
import type { Plan } from "../plan.ts";
import { type Outcome, type State, start } from "./state.ts";
import { advance, press, quit } from "./step.ts";

/** `[t, key]`: whole milliseconds since the start, and what was pressed. */
export type KeyPress = [t: number, key: string];

/** Folds a log. Entries after the run's end change nothing; malformed ones are passed over. */
export function replay(plan: Plan, keys: readonly KeyPress[]): State {
  const state = start(plan);
  for (const entry of keys) {
    if (Array.isArray(entry) && typeof entry[1] === "string") press(state, entry[1], entry[0]);
  }
  return state;
}

/** A whole run: its keys, and then its end at `endedAt` as the client says that it came. */
export function replayRun(
  plan: Plan,
  keys: readonly KeyPress[],
  outcome: Outcome,
  endedAt: number,
): State {
  const state = replay(plan, keys);
  if (outcome === "quit") quit(state, endedAt);
  else advance(state, endedAt);
  return state;
}
