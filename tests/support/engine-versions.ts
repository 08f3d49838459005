/** The engines as they are after a release of other rules. */
import { currentEngine } from "../../app/engine/current.ts";
import type { Engine } from "../../app/engine/engine.ts";
import { ENGINES, type Engines } from "../../app/engine/index.ts";

/** Rules under which production takes an eighth, and a bug that was fixed counts twice. */
export const nextEngine: Engine = {
  ...currentEngine,
  version: ENGINES.current + 1,
  start(plan) {
    const state = currentEngine.start(plan);
    return { ...state, integrity: Math.floor(state.integrity / 8) };
  },
  scoreOf(state) {
    return currentEngine.scoreOf({ ...state, kills: state.kills * 2 });
  },
};

export const ENGINES_AFTER_RELEASE: Engines = {
  current: nextEngine.version,
  versions: new Map([...ENGINES.versions, [nextEngine.version, async () => nextEngine]]),
};
