/** Version 1 of the engine. Its rules never change, because every run that was played by them must replay exactly. */
import type { Engine } from "../engine.ts";
import { scoreOf } from "../score.ts";
import { arrivalDamage, balanceOf, waveOf } from "./balance.ts";
import { start } from "./state.ts";
import { advance, byDistance, expectedKey, nextMoment, press, quit } from "./step.ts";

export const engine: Engine = {
  version: 1,
  powerCharges: [],
  start,
  advance,
  press,
  quit,
  nextMoment,
  byDistance,
  spareMs: () => Number.POSITIVE_INFINITY,
  shownSpeed: () => 0,
  lockOrder: byDistance,
  hitOf: (_, { kind, tokens, next }) => arrivalDamage(kind, tokens.length - next),
  expectedKey,
  scoreOf,
  waveOf: ({ plan }, wave) => waveOf(plan.difficulty, plan.mode, wave),
  beginningOf: balanceOf,
};
