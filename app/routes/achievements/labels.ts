/** What the families are called, and how far one is told in. */
import type { Achievement, Family } from "../../contracts/achievement.ts";
import { percent, whole } from "../../ui/text/format.ts";

export const FAMILY_NAMES: Record<Family, string> = {
  speed: "Speed",
  accuracy: "Accuracy",
  flawless: "Flawless",
  combo: "Combo",
  waves: "Waves",
  languages: "Languages",
  streak: "Streaks",
  daily: "Daily challenges",
  runs: "Runs",
  words: "Words",
  bugs: "Bugs",
  time: "Time on call",
  curiosities: "Curiosities",
};

const UNITS: Partial<Record<Family, string>> = {
  speed: " wpm",
  accuracy: "%",
  flawless: " words",
  combo: " in a row",
  waves: " waves",
  languages: " runs in each",
  streak: " days",
  daily: " challenges",
  runs: " runs",
  words: " words",
  bugs: " bugs",
  time: " h",
};

const HOUR = 3_600;

/** Rounded down: whoever is told to be there has arrived. */
function figure(family: Family, value: number): string {
  if (family === "speed" || family === "accuracy") return String(Math.floor(value * 10) / 10);
  return whole(family === "time" ? Math.floor(value / HOUR) : value);
}

/** `41.2 of 55 wpm` */
export function progressText({ family, requirement_value }: Achievement, progress: number): string {
  const [has, needs] = [figure(family, progress), figure(family, requirement_value)];
  return `${has} of ${needs}${UNITS[family] ?? ""}`;
}

/** A share from 0 to 1 in percent, as finely as it is worth knowing. */
export function rarityText(share: number): string {
  if (share < 0.001) return "<0.1%";
  return share < 0.1 ? percent(share * 100) : `${Math.round(share * 100)}%`;
}

/** The part of the way to an achievement, from 0 to 1; 0 where nothing leads up to it. */
export const progressShare = ({ progress, requirement_value }: Achievement): number =>
  progress === null ? 0 : Math.min(1, progress / requirement_value);

/** For each family the first level that is still to be earned. */
export function nextLevels(items: Achievement[]): Achievement[] {
  const next = new Map<Family, Achievement>();
  for (const one of items) {
    if (one.unlocked_at || one.progress === null || next.has(one.family)) continue;
    next.set(one.family, one);
  }
  return [...next.values()];
}
