/** Which difficulty fits a player's speed. */
import type { BetterDifficulty } from "../../../contracts/result-page.ts";
import { DIFFICULTIES, type Difficulty } from "../../../engine/plan.ts";

/** The speeds in WPM that each difficulty is made for (docs/balance.md). They overlap, so that nobody is sent to and fro. */
const SPEEDS: Record<Difficulty, { from: number | null; to: number | null }> = {
  EASY: { from: null, to: 35 },
  NORMAL: { from: 35, to: 60 },
  HARD: { from: 55, to: 85 },
  EXPERT: { from: 80, to: null },
};

/** Returns the next difficulty, harder or easier, when `wpm` is outside of what this one is made for; null inside. */
export function betterDifficulty(difficulty: Difficulty, wpm: number): BetterDifficulty | null {
  const { from, to } = SPEEDS[difficulty];
  const harder = to !== null && wpm > to;
  if (!harder && (from === null || wpm >= from)) return null;
  const other = DIFFICULTIES[DIFFICULTIES.indexOf(difficulty) + (harder ? 1 : -1)];
  return other ? { difficulty: other, harder, wpm, from, to } : null;
}
