/** The data of the result page. */
import type { Difficulty } from "../engine/plan.ts";
import type { RaceVerdict } from "../engine/race.ts";
import type { ResultWithPlayer } from "./game.ts";

/** The speed and the errors in one stretch of a run. */
export interface Pace {
  /** Milliseconds since the start. */
  from: number;
  to: number;
  /** The number of finished words, and of wrong keys. */
  words: number;
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

/** The analysis of a run's key log. */
export interface Analysis {
  pace: Pace[];
  /** The snippets with the most wrong keys, at most three, the worst first. */
  snippets: HotSnippet[];
  /** Wrong keys in other snippets. */
  elsewhere: number;
  /** Wrong keys while no bug was locked. */
  astray: number;
  /** The keys missed most often, at most five, the most missed first. */
  keys: MissedKey[];
}

/** Averages or bests of several runs. */
export interface RunFigures {
  final_score: number;
  words_per_minute: number;
  accuracy_percentage: number;
}

export interface Comparison {
  /** The bests over all VERIFIED results. */
  best_score: number;
  best_wpm: number;
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
