/** Verifies a result in the browser: computes it again from the key log, as the server did, and compares. */
import type { Replay } from "../../contracts/game.ts";
import type { Engine } from "../../engine/engine.ts";
import { ENGINE_VERSION } from "../../engine/index.ts";
import { replayRun } from "../../engine/replay.ts";
import { type Score, scoreParts } from "../../engine/score.ts";
import type { Outcome } from "../../engine/state.ts";
import { type TypingFigures, typingFigures } from "../../engine/typing-speed.ts";
import { runOf } from "./timeline.ts";

/** The result as its page shows it. */
export interface Claim extends Score {
  outcome: Outcome;
  /** Null for an old run whose keys were not counted: then they are not compared. */
  standard_wpm: number | null;
  key_accuracy: number | null;
}

export interface Difference {
  name: string;
  claimed: string;
  computed: string;
}

export type VerifyOutcome =
  | { kind: "verified"; numbers: number; keys: number; milliseconds: number }
  | { kind: "differs"; differences: Difference[] }
  /** The run was played under another version of the rules. */
  | { kind: "other_rules"; theirs: number; ours: number };

const SCORE_NAMES: Record<keyof Score, string> = {
  final_score: "Score",
  words_per_minute: "Tokens a minute",
  accuracy_percentage: "Clean tokens in percent",
  enemies_killed: "Bugs fixed",
  waves_completed: "Waves survived",
  max_combo: "Longest combo",
  total_words_typed: "Tokens typed",
  correct_words: "Clean tokens",
  incorrect_words: "Tokens with an error",
  total_damage_dealt: "Damage dealt",
  total_damage_taken: "Damage taken",
  playtime_seconds: "Seconds of play",
};

const FIGURE_NAMES: Record<keyof TypingFigures, string> = {
  standard_wpm: "WPM",
  key_accuracy: "Accuracy in percent",
};

const PART_NAMES: Record<keyof ReturnType<typeof scoreParts>, string> = {
  words: "Points for clean tokens",
  kills: "Points for bugs",
  waves: "Points for waves",
  combo: "Points for the combo",
  accuracy: "Points for the share of clean tokens",
  speed: "Points for tokens a minute",
};

function pairs<Name extends string>(
  names: Record<Name, string>,
  claimed: Record<Name, number>,
  computed: Record<Name, number>,
): Difference[] {
  return (Object.keys(names) as Name[]).map((name) => ({
    name: names[name],
    claimed: String(claimed[name]),
    computed: String(computed[name]),
  }));
}

/**
 * Compares every number of `claim`, and each part of its score, with what `replay` gives.
 *
 * @param now returns milliseconds of any clock, to measure the time that it takes
 */
export function verify(
  engine: Engine | undefined,
  replay: Replay,
  claim: Claim,
  now: () => number,
): VerifyOutcome {
  const { plan, key_sequence: keys, engine_version: theirs } = replay;
  if (!engine || plan.engine_version !== theirs) {
    return { kind: "other_rules", theirs, ours: ENGINE_VERSION };
  }
  const since = now();
  const state = replayRun(engine, runOf(replay));
  const score = engine.scoreOf(state);
  const milliseconds = now() - since;
  const { standard_wpm, key_accuracy } = claim;
  const numbers = [
    ...(standard_wpm === null || key_accuracy === null
      ? []
      : pairs(FIGURE_NAMES, { standard_wpm, key_accuracy }, typingFigures(state, score))),
    ...pairs(SCORE_NAMES, claim, score),
    ...pairs(PART_NAMES, scoreParts(claim), scoreParts(score)),
  ];
  const end = {
    name: "How it ended",
    claimed: claim.outcome,
    // An end at another time than the log says does not count.
    computed: state.over?.at === replay.ended_at_ms ? state.over.outcome : "otherwise",
  };
  const differences = [...numbers, end].filter(({ claimed, computed }) => claimed !== computed);
  return differences.length > 0
    ? { kind: "differs", differences }
    : { kind: "verified", numbers: numbers.length, keys: keys.length, milliseconds };
}
