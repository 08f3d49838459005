/**
 * Which runs count. Those of at least so many seconds and words count for statistics, achievements and boards; speed
 * boards and `best_wpm` ask for longer ones, because the first words of a run are quick for everybody.
 */
import type { Mode } from "../engine/plan.ts";
import type { GameResult } from "./game.ts";

/** The fewest seconds and words of a run that counts. */
export const COUNTED_SECONDS = 30;
export const COUNTED_WORDS = 20;

/** The fewest seconds of a run that counts for speed. The database's function `counts_for_speed` has the same number. */
export const SPEED_SECONDS = 60;

type RunLength = Pick<GameResult, "playtime_seconds" | "total_words_typed">;

/** True for a run that is too short to count. */
export const isTooShort = ({ playtime_seconds, total_words_typed }: RunLength) =>
  playtime_seconds < COUNTED_SECONDS || total_words_typed < COUNTED_WORDS;

/** True for the modes whose runs count. */
export const isRankedMode = (mode: Mode) =>
  mode === "standard" || mode === "daily" || mode === "race";

/** Why a run is UNRANKED: its mode, its length, or another run of the account at the same time. */
export type UnrankedReason = "mode" | "short" | "overlap";

/** Returns why a result is UNRANKED; null for any other status. */
export function unrankedReason(
  result: RunLength & Pick<GameResult, "status">,
  mode: Mode,
): UnrankedReason | null {
  if (result.status !== "UNRANKED") return null;
  if (!isRankedMode(mode)) return "mode";
  return isTooShort(result) ? "short" : "overlap";
}
