import type { Difficulty } from "../engine/plan.ts";

/**
 * Returns the difficulty that fits a speed in words of five keys a minute (`docs/balance.md`). The difficulties overlap:
 * there, steady typists get the harder one.
 *
 * @param accuracy correct keys of all keys, from 0 to 1
 */
export function fittingDifficulty(wpm: number, accuracy: number): Difficulty {
  const steady = accuracy >= 0.95;
  if (wpm >= (steady ? 80 : 85)) return "EXPERT";
  if (wpm >= (steady ? 55 : 60)) return "HARD";
  return wpm >= 35 ? "NORMAL" : "EASY";
}
