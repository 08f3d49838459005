/** The data of a result's page. */
import type { ResultWithPlayer } from "./game.ts";

/** A stretch of a run. */
export interface Pace {
  /** Milliseconds since the start. */
  from: number;
  to: number;
  /** Finished words, and wrong keys. */
  words: number;
  errors: number;
  /** Bugs that reached production. */
  hits: number;
}

/** Wrong keys at one place of a line: columns from 0. */
export interface HotSpot {
  line: number;
  from: number;
  to: number;
  errors: number;
}

/** A snippet that wrong keys fell in, the most first. */
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
  /** What was pressed in its place most often. */
  instead: string;
}

/** The analysis of a run's key log. */
export interface Analysis {
  pace: Pace[];
  /** At most three. */
  snippets: HotSnippet[];
  /** Wrong keys in other snippets. */
  elsewhere: number;
  /** Wrong keys while no bug was locked. */
  astray: number;
  /** At most five. */
  keys: MissedKey[];
}

/** An average, or a best, over several runs. */
export interface RunFigures {
  final_score: number;
  words_per_minute: number;
  accuracy_percentage: number;
}

export interface Comparison {
  /** Over all VERIFIED results. */
  best_score: number;
  best_wpm: number;
  /** At the same language and difficulty; null before there is one. */
  best_alike: number | null;
  /** Of the verified ones among the hundred results before it. */
  before: (RunFigures & { runs: number }) | null;
}

/** Where a result stands among the bests of the other players at its language and difficulty. */
export interface BoardStanding {
  /** How many others there are, and how many have a lower best. */
  players: number;
  beaten: number;
}

export interface ResultPage {
  result: ResultWithPlayer;
  comparison: Comparison;
  /** Null for a result that does not count. */
  standing: BoardStanding | null;
  /** Null without a log, or for rules that the server does not know. */
  analysis: Analysis | null;
}
