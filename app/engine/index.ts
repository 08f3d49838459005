/**
 * The versions of the engine (docs/decisions/0030-engine-versions.md). Each is loaded when a run needs it, so
 * that a browser downloads only the rules of runs that it plays or replays.
 */
import type { Engine } from "./engine.ts";

/** The version of new runs. */
export const ENGINE_VERSION = 2;

/** The versions that can be loaded, and the one that new runs get. */
export interface Engines {
  current: number;
  versions: ReadonlyMap<number, () => Promise<Engine>>;
}

export const ENGINES: Engines = {
  current: ENGINE_VERSION,
  versions: new Map([
    [1, async () => (await import("./v1/index.ts")).engine],
    [2, async () => (await import("./v2/index.ts")).engine],
  ]),
};

/** All versions that `engineOf` knows, the oldest first. */
export const KNOWN_VERSIONS: readonly number[] = [...ENGINES.versions.keys()];

/** Loads the engine of a run's `engine_version`. Returns undefined if there is no such version. */
export function engineOf(version: number, { versions } = ENGINES): Promise<Engine> | undefined {
  return versions.get(version)?.();
}
