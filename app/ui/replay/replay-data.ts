/** What the player shows of a replay, computed once. */
import type { Replay } from "../../contracts/game.ts";
import { type Mark, marksOf } from "./timeline.ts";
import { type Claim, type VerifyOutcome, verify } from "./verify.ts";

export interface ReplayData {
  replay: Replay;
  marks: Mark[];
  verification: VerifyOutcome;
}

/** Verifies `replay` against `claim` and finds its marks. @throws when `replay` is malformed: it comes unchecked */
export function replayDataOf(replay: Replay, claim: Claim): ReplayData {
  const verification = verify(replay, claim, () => performance.now());
  return { replay, verification: verification, marks: marksOf(replay) };
}
