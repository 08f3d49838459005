/** How far a bug is from the wall, as the rules say (`distanceOf`), on the clock of the stage. */
import { linear } from "./easing.ts";
import type { BugPlacement } from "./messages.ts";

/** Milliseconds between two steps under reduced motion. */
const STEP = 1_200;

type Line = Pick<BugPlacement, "departed_at" | "arrives_at">;

/** Returns the share of its way that a bug has left at `t` of the run. */
export function distanceAt({ departed_at, arrives_at }: Line, t: number, still: boolean): number {
  const duration = arrives_at - departed_at;
  const passed = linear((t - departed_at) / duration);
  if (!still) return 1 - passed;
  const steps = Math.max(2, Math.round(duration / STEP));
  return 1 - Math.floor(passed * steps) / steps;
}
