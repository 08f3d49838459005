import { balanceOf } from "../../../engine/v1/balance.ts";
import type { State } from "../../../engine/v1/state.ts";

/** Returns the share of production's integrity that is left, from 0 to 1. */
export const uptimeOf = ({ integrity, plan }: State): number =>
  integrity / balanceOf(plan.difficulty).integrity;

/** Returns the same in whole percent, rounded up: 0 only when production is down. */
export const uptimePercent = (state: State): number => Math.ceil(uptimeOf(state) * 100);
