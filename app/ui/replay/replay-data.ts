/** All that the player needs of a replay, computed once. */
import type { Replay } from "../../contracts/game.ts";
import { type Mark, marksOf } from "./timeline.ts";
import { type Claim, type VerifyOutcome, verify } from "./verify.ts";

export interface ReplayData {
  replay: Replay;
  marks: Mark[];
  verification: VerifyOutcome;
}

/** @throws when `replay` is not what the contract says: nobody has looked at it before */
export function replayDataOf(replay: Replay, claim: Claim): ReplayData {
  const verification = verify(replay, claim, () => performance.now());
  return { replay, verification: verification, marks: marksOf(replay) };
}
