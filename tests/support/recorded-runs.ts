/** What a runtime makes of recorded runs, to compare runtimes. */
import { engineOf } from "../../app/engine/index.ts";
import { type RecordedRun, replayRun } from "../../app/engine/replay.ts";

/** The final state and score of each run by its own version, as text: the same to the last digit or not. */
export function outcomesOf(runs: RecordedRun[]): Promise<string[]> {
  return Promise.all(
    runs.map(async (run) => {
      const engine = await engineOf(run.plan.engine_version);
      if (!engine) throw new Error("a run of an unknown version");
      const state = replayRun(engine, run);
      return JSON.stringify([state, engine.scoreOf(state)]);
    }),
  );
}
