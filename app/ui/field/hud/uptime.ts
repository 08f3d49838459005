/** The health bar, which the player sees as uptime: the share of its integrity that production still has. */
import type { Engine } from "../../../engine/engine.ts";
import type { State } from "../../../engine/state.ts";

/** Returns the uptime as a share, from 0 to 1. */
export const uptimeOf = (engine: Engine, { integrity, plan }: State): number =>
  integrity / engine.beginningOf(plan.difficulty).integrity;

/** Returns the uptime in whole percent: 0 only when production is down. */
export const uptimePercent = (engine: Engine, state: State): number =>
  Math.ceil(uptimeOf(engine, state) * 100);
