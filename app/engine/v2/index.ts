/** Version 2 of the engine. Its rules never change once they are released, because every run that was played by them must replay exactly. */
import type { Engine } from "../engine.ts";
import { scoreOf } from "../score.ts";
import { balanceOf, INTEGRITY, POWER_CHARGES } from "./balance.ts";
import { expectedKey, press } from "./press.ts";
import { lockOrder, spareMs } from "./reach.ts";
import { type FullState, start } from "./state.ts";
import { advance, byDistance, hitOf, nextMoment, quit } from "./step.ts";

export const engine: Engine = {
  version: 2,
  powerCharges: POWER_CHARGES,
  start,
  advance,
  press,
  quit,
  nextMoment,
  byDistance,
  spareMs,
  shownSpeed: ({ shown }: FullState) => shown,
  lockOrder,
  hitOf,
  expectedKey,
  scoreOf,
  waveOf: ({ waves }: FullState, wave) => {
    const { bugs, boss } = waves.find((each) => each.wave === wave) ?? { bugs: 0, boss: false };
    return { bugs, boss };
  },
  beginningOf: (difficulty) => ({
    integrity: INTEGRITY,
    pressure: Math.floor(balanceOf(difficulty).ramp.start / 100),
  }),
};
