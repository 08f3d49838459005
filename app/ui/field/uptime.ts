import type { Engine } from "../../engine/engine.ts";
import type { State } from "../../engine/state.ts";

/** What is left of production, from 0 to 1. */
export const uptimeOf = (engine: Engine, { integrity, plan }: State): number =>
  integrity / engine.beginningOf(plan.difficulty).integrity;

/** The same in whole percent: 0 only when it is down. */
export const uptimePercent = (engine: Engine, state: State): number =>
  Math.ceil(uptimeOf(engine, state) * 100);
