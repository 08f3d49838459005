/** A player's own progress, as the dashboard shows it. Days are UTC. */
import type { Difficulty, Language } from "../engine/plan.ts";
import type { HistoryItem } from "./game.ts";
import type { PlayerFigures } from "./statistics.ts";

/** Some VERIFIED runs in a row, averaged: one where there are few, many where there are hundreds. */
export interface TrendPoint {
  runs: number;
  words_per_minute: number;
  accuracy_percentage: number;
  best_score: number;
  first: string;
  last: string;
}

/** How a player does at one language and difficulty. */
export interface Skill {
  language: Language;
  difficulty: Difficulty;
  /** VERIFIED ones among the latest runs. */
  runs: number;
  words_per_minute: number;
  accuracy_percentage: number;
  /** Of all time; null before boards know of a run. */
  best_score: number | null;
}

export interface ActiveDay {
  /** `2026-11-22`. */
  day: string;
  /** Runs that ended on it, whatever they counted for. */
  runs: number;
}

/** What to do next, and the numbers that say so. */
export type Advice =
  | { kind: "first" }
  | { kind: "steady"; language: Language; difficulty: Difficulty; runs: number; accuracy: number }
  | {
      kind: "harder";
      language: Language;
      difficulty: Difficulty;
      from: Difficulty;
      runs: number;
      accuracy: number;
      waves: number;
    }
  | {
      kind: "weakest";
      language: Language;
      difficulty: Difficulty;
      wpm: number;
      strongest: Language;
      strongest_wpm: number;
    }
  | { kind: "unplayed"; language: Language; difficulty: Difficulty }
  | { kind: "daily"; language: Language }
  | { kind: "again"; language: Language; difficulty: Difficulty };

export type RecentRun = Pick<
  HistoryItem,
  | "id"
  | "final_score"
  | "words_per_minute"
  | "accuracy_percentage"
  | "waves_completed"
  | "ended_at"
  | "status"
> & { session: Pick<HistoryItem["session"], "language" | "difficulty" | "mode"> };

export interface Dashboard {
  statistics: PlayerFigures;
  /** At most 50 points, the oldest first. */
  trend: TrendPoint[];
  skills: Skill[];
  calendar: {
    /** A Monday: the first of 53 weeks, of which today's is the last. */
    from: string;
    today: string;
    days: ActiveDay[];
  };
  recent: RecentRun[];
  /** The best first. */
  advice: Advice[];
}
