/** What of a bug is shown as a danger: that it is too late to fix it, and what it will take of production. */
import type { Engine } from "../../engine/engine.ts";
import type { Bug, State } from "../../engine/state.ts";

/**
 * Whether a bug is shown as too late: it can no longer be fixed before it arrives. Nothing is, until the run has a
 * correct key: whoever still reads the screen is told no such thing of the first bug.
 */
export const isLate = (engine: Engine, state: State, bug: Bug): boolean =>
  state.correct_keys > 0 && !engine.canReach(state, bug);

/** What a bug takes of production if it gets through as it is. */
export interface Danger {
  hit: number;
  /** Whether production goes down with it. */
  fatal: boolean;
}

export function dangerOf(engine: Engine, state: State, bug: Bug): Danger {
  const hit = engine.hitOf(state, bug);
  return { hit, fatal: hit >= state.integrity };
}
