/** How urgent a bug is, which its card, its note and the announcements show. */
import type { Engine } from "../../engine/engine.ts";
import { type Bug, distanceOf, type State } from "../../engine/state.ts";
import { NEAR } from "./near.ts";
import type { Urgency } from "./stage/messages.ts";

/** Long enough to finish the token that one types and to read another card. */
const LAST_CALL_MS = 2_500;

/**
 * Returns the milliseconds for which the player may still wait. Nothing is late until the run has a correct key: whoever
 * still reads the screen is told no such thing of the first bug.
 */
const spareOf = (engine: Engine, state: State, bug: Bug): number =>
  state.correct_keys > 0 ? engine.spareMs(state, bug) : Number.POSITIVE_INFINITY;

/** Whether the bug can no longer be fixed before it arrives. */
export const isLate = (engine: Engine, state: State, bug: Bug): boolean =>
  spareOf(engine, state, bug) < 0;

/** Whether the bug, as it is, would take production down. */
export const isFatal = (engine: Engine, state: State, bug: Bug): boolean =>
  engine.hitOf(state, bug) >= state.integrity;

export const isNear = (state: State, bug: Bug): boolean => distanceOf(bug, state.now) < NEAR;

/**
 * The least that the usual speed is of the fastest. The mean of a run counts reading too, and says nothing in its first seconds.
 */
const USUAL_SHARE = 0.75;

/** Returns the milliseconds for which the player may still wait who types as fast as in this run so far. */
function usualSpareOf(engine: Engine, state: State, bug: Bug): number {
  const fastest = engine.shownSpeed(state);
  if (fastest === 0) return Number.POSITIVE_INFINITY;
  const mean = (state.correct_keys * 1_200_000) / state.now;
  return engine.spareMs(state, bug, Math.floor(Math.max(mean, fastest * USUAL_SHARE)));
}

export function urgencyOf(engine: Engine, state: State, bug: Bug): Urgency {
  const spare = spareOf(engine, state, bug);
  const usual = Math.min(spare, usualSpareOf(engine, state, bug));
  const isClose = usual < LAST_CALL_MS || isNear(state, bug);
  if (isClose && isFatal(engine, state, bug)) return "fatal";
  if (spare < 0) return "late";
  if (usual < 0) return "fastest";
  return usual < LAST_CALL_MS ? "last-call" : "calm";
}
