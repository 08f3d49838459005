/** What the player shows of a replay, computed once. */
import type { Replay } from "../../contracts/game.ts";
import type { Engine } from "../../engine/engine.ts";
import { ENGINE_VERSION, engineOf } from "../../engine/index.ts";
import type { RecordedRun } from "../../engine/replay.ts";
import { type Mark, marksOf, runOf } from "./timeline.ts";
import { type Claim, type VerifyOutcome, verify } from "./verify.ts";

export interface ReplayData {
  replay: Replay;
  run: RecordedRun;
  engine: Engine;
  marks: Mark[];
  verification: VerifyOutcome;
}

/**
 * Loads the run's version of the engine. A run of a version that this page does not know is
 * shown by the current one, and its verification says so.
 *
 * @throws when `replay` does not match the contract: the response was not parsed before
 */
export async function replayDataOf(replay: Replay, claim: Claim): Promise<ReplayData> {
  const own = await engineOf(replay.engine_version);
  const engine = own ?? (await engineOf(ENGINE_VERSION));
  if (!engine) throw new Error("the current version of the engine is not among the versions");
  const verification = verify(own, replay, claim, () => performance.now());
  const run = runOf(replay);
  return { replay, run, engine, verification, marks: marksOf(engine, run) };
}
