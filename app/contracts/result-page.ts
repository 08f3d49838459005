/** The data of the result page. */
import type { Analysis } from "../engine/analysis/analysis.ts";
import type { TokenKind } from "../engine/keystrokes/sums.ts";
import type { Difficulty } from "../engine/plan.ts";
import type { RaceVerdict } from "../engine/race.ts";
import type { ResultWithPlayer } from "./game.ts";

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

/**
 * The kind of token in which errors of a run gathered: of those with a fifth of the errors or more, the one whose share of
 * them exceeds its share of the keys most.
 */
export interface ErrorFocus {
  /** `blank` for Space and Enter. */
  kind: TokenKind | "blank";
  /** The shares of the run's errors, and of its correct keys, that are of this kind. */
  error_percentage: number;
  key_percentage: number;
  /** The keys of this kind that were missed most, at most three. */
  keys: string[];
}

export interface ResultPage {
  result: ResultWithPlayer;
  /** Set for a rematch whose rival's run is still there. */
  race: GhostRace | null;
  better_difficulty: BetterDifficulty | null;
  /** Set for a run of an own text, which its player alone may see, while the text is there. */
  own_text: { id: string; title: string } | null;
  comparison: Comparison;
  /** Null for a result that does not count. */
  standing: BoardStanding | null;
  /**
   * Null without a key log, and for an engine version that the server does not have. Without snippets and keys when
   * the challenge is sealed.
   */
  analysis: Analysis | null;
  /** For the run's player alone; null with few errors. */
  error_focus: ErrorFocus | null;
  /**
   * Set while the run's plan is that of today's challenge, until `ends_at`. Before the viewer's own try it is
   * `sealed`: there is no replay, no rematch and no code.
   */
  challenge: { sealed: boolean; ends_at: string } | null;
}
