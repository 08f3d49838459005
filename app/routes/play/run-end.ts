/** What the panel at the end of a run shows of it. */
import type { Engine } from "../../engine/engine.ts";
import type { RaceVerdict } from "../../engine/race.ts";
import type { RecordedRun } from "../../engine/replay.ts";
import type { Score } from "../../engine/score.ts";
import type { Outcome } from "../../engine/state.ts";
import type { TypingFigures } from "../../engine/typing-speed.ts";
import type { Ghost } from "../shared/run/ghost.ts";

export interface RunEnd {
  engine: Engine;
  run: RecordedRun;
  outcome: Outcome;
  /** The number of its newest wave. */
  wave: number;
  score: Score;
  figures: TypingFigures;
  /** Whether it ended because the player started another game in another tab. */
  elsewhere: boolean;
  /** How a race with a ghost ended, and whose ghost it was, if that is known. */
  race?: RaceVerdict & { rival: Ghost["player"] };
}
