/** All that the player needs of a replay, computed once. */
import type { Replay } from "../../contracts/game.ts";
import { type Mark, marksOf } from "./timeline.ts";
import { type Claim, type Verdict, verify } from "./verify.ts";

export interface Film {
  replay: Replay;
  marks: Mark[];
  verdict: Verdict;
}

/** @throws when `replay` is not what the contract says: nobody has looked at it before */
export function filmOf(replay: Replay, claim: Claim): Film {
  const verdict = verify(replay, claim, () => performance.now());
  return { replay, verdict, marks: marksOf(replay) };
}
