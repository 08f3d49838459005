/** The names of the families, and texts of progress and rarity. */
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
  words: "Tokens",
  bugs: "Bugs",
  time: "Time on call",
  curiosities: "Curiosities",
};

const UNITS: Partial<Record<Family, string>> = {
  speed: " tokens a minute",
  accuracy: "% clean",
  flawless: " tokens",
  combo: " in a row",
  waves: " waves",
  languages: " runs in each",
  streak: " days",
  daily: " challenges",
  runs: " runs",
  words: " tokens",
  bugs: " bugs",
  time: " h",
};

const HOUR = 3_600;

/** Writes a value in the unit of its family. Rounded down, so that the goal is shown only when it is reached. */
function figure(family: Family, value: number): string {
  if (family === "speed" || family === "accuracy") return String(Math.floor(value * 10) / 10);
  return whole(family === "time" ? Math.floor(value / HOUR) : value);
}

/** Writes the progress to an achievement: `41.2 of 55 tokens a minute`. */
export function progressText({ family, requirement_value }: Achievement, progress: number): string {
  const [has, needs] = [figure(family, progress), figure(family, requirement_value)];
  return `${has} of ${needs}${UNITS[family] ?? ""}`;
}

/** Writes a share from 0 to 1: `<0.1%`, `4.2%`, `37%`. */
export function rarityText(share: number): string {
  if (share < 0.001) return "<0.1%";
  return share < 0.1 ? percent(share * 100) : `${Math.round(share * 100)}%`;
}

/** Returns the progress to an achievement from 0 to 1; 0 for one that has no progress. */
export const progressShare = ({ progress, requirement_value }: Achievement): number =>
  progress === null ? 0 : Math.min(1, progress / requirement_value);

/** Returns the next level of each family that has one. */
export function nextLevels(items: Achievement[]): Achievement[] {
  const next = new Map<Family, Achievement>();
  for (const item of items) {
    if (item.unlocked_at || item.progress === null || next.has(item.family)) continue;
    next.set(item.family, item);
  }
  return [...next.values()];
}
