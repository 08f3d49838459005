import { balanceOf } from "../../../engine/v1/balance.ts";
import type { State } from "../../../engine/v1/state.ts";

/** What is left of production, from 0 to 1. */
export const uptimeOf = ({ integrity, plan }: State): number =>
  integrity / balanceOf(plan.difficulty).integrity;

/** The same in whole percent: 0 only when it is down. */
export const uptimePercent = (state: State): number => Math.ceil(uptimeOf(state) * 100);
