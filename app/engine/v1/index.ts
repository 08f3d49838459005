/** Version 1 of the engine. Its rules never change, because every run that was played by them must replay exactly. */
import type { Engine } from "../engine.ts";
import { scoreOf } from "../score.ts";
import { BOSS_EVERY, balanceOf, waveOf } from "./balance.ts";
import { start } from "./state.ts";
import { advance, byDistance, expectedKey, nextMoment, press, quit } from "./step.ts";

export const engine: Engine = {
  version: 1,
  bossEvery: BOSS_EVERY,
  powerCharges: [],
  start,
  advance,
  press,
  quit,
  nextMoment,
  byDistance,
  canReach: () => true,
  expectedKey,
  scoreOf,
  waveOf: ({ plan }, wave) => waveOf(plan.difficulty, plan.mode, wave),
  beginningOf: balanceOf,
};
