/** A second engine version, to test what a release of new rules changes. */
import { currentEngine } from "../../app/engine/current.ts";
import type { Engine } from "../../app/engine/engine.ts";
import { ENGINES, type Engines } from "../../app/engine/index.ts";

/** The next version's rules: integrity starts at a fifth, and each fixed bug counts twice. */
export const nextEngine: Engine = {
  ...currentEngine,
  version: ENGINES.current + 1,
  start(plan) {
    const state = currentEngine.start(plan);
    return { ...state, integrity: Math.floor(state.integrity / 5) };
  },
  scoreOf(state) {
    return currentEngine.scoreOf({ ...state, kills: state.kills * 2 });
  },
};

/** The registered engines after the release of `nextEngine`. */
export const ENGINES_AFTER_RELEASE: Engines = {
  current: nextEngine.version,
  versions: new Map([...ENGINES.versions, [nextEngine.version, async () => nextEngine]]),
};
