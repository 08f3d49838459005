/** The text by which people share a run: its numbers, and none of its code. */
import { percent, whole } from "../text/format.ts";

const GOAL = 10;

export interface SharedRun {
  score: number;
  /** Null for an old run whose keys were not counted: then they are left out. */
  standard_wpm: number | null;
  key_accuracy: number | null;
  waves_completed: number;
}

/** Returns a bar of ten waves, the completed ones filled. */
const bar = (waves: number) => "▮".repeat(Math.min(waves, GOAL)).padEnd(GOAL, "▯");

const wavesText = (waves: number) => (waves === 1 ? "1 wave" : `${waves} waves`);

/** @param title the mode, date and language: `daily · 2026-11-22 · Python` */
export function shareText(title: string, run: SharedRun): string {
  const { score, standard_wpm, key_accuracy, waves_completed } = run;
  const figures = [
    `${whole(score)} points`,
    standard_wpm !== null && `${whole(standard_wpm)} wpm`,
    key_accuracy !== null && percent(key_accuracy),
    wavesText(waves_completed),
  ].filter(Boolean);
  return [`Pro Dev ${title}`, figures.join(" · "), bar(waves_completed)].join("\n");
}
