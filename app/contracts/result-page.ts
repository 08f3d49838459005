/** The data of the result page. */
import type { Difficulty } from "../engine/plan.ts";
import type { RaceVerdict } from "../engine/race.ts";
import type { Kind } from "../engine/state.ts";
import type { ResultWithPlayer } from "./game.ts";

/** The speed and the errors in one stretch of a run. */
export interface Pace {
  /** Milliseconds since the start. */
  from: number;
  to: number;
  /** The number of correct keys, and of wrong ones. */
  keys: number;
  errors: number;
  /** Bugs that reached production. */
  hits: number;
}

/** Wrong keys in one token. `from` and `to` are its columns, `to` excluded. Lines and columns count from 0. */
export interface HotSpot {
  line: number;
  from: number;
  to: number;
  errors: number;
}

/** A snippet with wrong keys, and their places in it. */
export interface HotSnippet {
  category: string;
  code: string;
  errors: number;
  spots: HotSpot[];
}

/** A key that the player often missed. */
export interface MissedKey {
  key: string;
  errors: number;
  /** The key that was pressed in its place most often. */
  instead: string;
}

/** The groups of keys that advice tells apart, by the character that was expected. `blanks` are Space and Enter. */
export const KEY_GROUPS = [
  "letters",
  "capitals",
  "digits",
  "brackets",
  "quotes",
  "operators",
  "blanks",
] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

/** Accuracy of some keys and of the others of the run, in percent of keys. */
interface AccuracyBeside {
  accuracy: number;
  elsewhere: number;
}

/**
 * What cost a run time, with the figures that say so. `lost_ms` is about how many milliseconds: what the run would have been
 * shorter by if these keys had been typed as the others were.
 */
export type RunAdvice = { lost_ms: number } & (
  | { kind: "accuracy"; accuracy: number; error_ms: number }
  | { kind: "after_errors"; after_ms: number; usual_ms: number }
  | ({ kind: "keys"; group: KeyGroup } & AccuracyBeside)
  | ({ kind: "bug"; bug: Kind } & AccuracyBeside)
  | ({ kind: "late_errors" } & AccuracyBeside)
  | { kind: "fading"; first_wpm: number; second_wpm: number }
);

/** The analysis of a run's key log. */
export interface Analysis {
  /** At most three, the costliest first; null for a run with too few keys. */
  advice: RunAdvice[] | null;
  pace: Pace[];
  /** The snippets with the most wrong keys, at most three, the worst first. */
  snippets: HotSnippet[];
  /** Wrong keys in other code: in other snippets, and in what memory leaks grew. */
  elsewhere: number;
  /** Wrong keys while no bug was locked. */
  astray: number;
  /** The keys missed most often, at most five, the most missed first. */
  keys: MissedKey[];
}

/** Averages or bests of several runs. */
export interface RunFigures {
  final_score: number;
  /** Null if none of the runs has these figures. */
  standard_wpm: number | null;
  key_accuracy: number | null;
}

export interface Comparison {
  /** The bests over all VERIFIED results. */
  best_score: number;
  /** Null without a run that counts for speed. */
  best_standard_wpm: number | null;
  /** The best score in the same language and difficulty; null without one. */
  best_alike: number | null;
  /** The averages of the VERIFIED ones among the hundred results before this one; null without one. */
  before: (RunFigures & { runs: number }) | null;
}

/** The place of a result among the best results of the other players in its language and difficulty. */
export interface BoardStanding {
  /** The number of other players, and of those whose best score is lower. */
  players: number;
  beaten: number;
}

/** The run whose ghost a rematch raced, and how that ended. */
export interface GhostRace {
  rival: Pick<ResultWithPlayer, "id" | "final_score" | "user">;
  verdict: RaceVerdict;
}

/** A difficulty that fits the speed of a run better than its own. */
export interface BetterDifficulty {
  difficulty: Difficulty;
  /** Whether it is a harder one. */
  harder: boolean;
  /** The speed of the run in WPM, and the speeds that its own difficulty is made for; null where it has no end. */
  wpm: number;
  from: number | null;
  to: number | null;
}

export interface ResultPage {
  result: ResultWithPlayer;
  /** Set for a rematch whose rival's run is still there. */
  race: GhostRace | null;
  better_difficulty: BetterDifficulty | null;
  comparison: Comparison;
  /** Null for a result that does not count. */
  standing: BoardStanding | null;
  /**
   * Null without a key log, and for an engine version that the server does not have. Without snippets and keys when
   * the challenge is sealed.
   */
  analysis: Analysis | null;
  /**
   * Set while the run's plan is that of today's challenge, until `ends_at`. Before the viewer's own try it is
   * `sealed`: there is no replay, no rematch and no code.
   */
  challenge: { sealed: boolean; ends_at: string } | null;
}
