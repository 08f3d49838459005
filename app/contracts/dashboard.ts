/** A player's own progress, as the dashboard shows it. Days are UTC. */
import type { Difficulty, Language } from "../engine/plan.ts";
import type { TypingFigures } from "../engine/typing-speed.ts";
import type { HistoryItem } from "./game.ts";
import type { PlayerFigures } from "./statistics.ts";

/** The average of some consecutive VERIFIED runs: of one run each while there are few, of many when there are hundreds. */
export interface TrendPoint extends TypingFigures {
  runs: number;
  best_score: number;
  first: string;
  last: string;
}

/** A player's results in one language and difficulty. */
export interface Skill {
  language: Language;
  difficulty: Difficulty;
  /** The number of VERIFIED runs among the latest ones. */
  runs: number;
  /** Averages; null without such a run. */
  standard_wpm: number | null;
  key_accuracy: number | null;
  /** The best score of all time; null until a run is on the boards. */
  best_score: number | null;
}

export interface ActiveDay {
  /** `2026-11-22`. */
  day: string;
  /** Runs that ended on this day, of every status. */
  runs: number;
}

/** A suggestion of what to play next, and the numbers it is based on. */
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
      wpm: number;
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
  | "standard_wpm"
  | "key_accuracy"
  | "waves_completed"
  | "playtime_seconds"
  | "total_words_typed"
  | "ended_at"
  | "status"
  | "off_boards"
> & { session: Pick<HistoryItem["session"], "language" | "difficulty" | "mode"> };

/** Figures that are compared with earlier ones. */
export interface ComparedFigures {
  final_score: number;
  /** Null for runs whose keys were not counted. */
  standard_wpm: number | null;
  key_accuracy: number | null;
}

/** What changed lately, by VERIFIED runs alone. */
export interface Changes {
  /** The newest run, and the one before it in the same language and difficulty. Null without a run. */
  last:
    | (Pick<Skill, "language" | "difficulty"> & {
        id: string;
        run: ComparedFigures;
        before: ComparedFigures | null;
      })
    | null;
  /** The best score and the averages of the last seven days, and of the seven before; null for days without a run. */
  week: {
    now: (ComparedFigures & { runs: number }) | null;
    before: (ComparedFigures & { runs: number }) | null;
  };
}

/** The key that costs a player most in the language that is typed most. */
export interface CostliestKey {
  language: Language;
  /** Null while no key costs more than the others, as far as is known. */
  costliest: { key: string; presses: number; lost_ms: number } | null;
}

export interface Dashboard {
  statistics: PlayerFigures;
  changes: Changes;
  /** At most 50 points, the oldest first. */
  trend: TrendPoint[];
  skills: Skill[];
  calendar: {
    /** The Monday of the first of 53 weeks; the last is the present week. */
    from: string;
    today: string;
    days: ActiveDay[];
  };
  recent: RecentRun[];
  /** Null before the first key. */
  fingers: CostliestKey | null;
  /** The most useful first. */
  advice: Advice[];
}
