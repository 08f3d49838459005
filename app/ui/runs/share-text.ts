/** The text by which people share a run: its numbers, and none of its code. */
import { percent, whole } from "../text/format.ts";

const GOAL = 10;

export interface SharedRun {
  score: number;
  words_per_minute: number;
  accuracy_percentage: number;
  waves_completed: number;
}

/** Returns a bar of ten waves, the completed ones filled. */
const bar = (waves: number) => "▮".repeat(Math.min(waves, GOAL)).padEnd(GOAL, "▯");

const wavesText = (waves: number) => (waves === 1 ? "1 wave" : `${waves} waves`);

/** @param title the mode, date and language: `daily · 2026-11-22 · Python` */
export function shareText(title: string, run: SharedRun): string {
  const { score, words_per_minute, accuracy_percentage, waves_completed } = run;
  return [
    `Pro Dev ${title}`,
    `${whole(score)} points · ${Math.round(words_per_minute)} wpm · ${percent(accuracy_percentage)} · ${wavesText(waves_completed)}`,
    bar(waves_completed),
  ].join("\n");
}
