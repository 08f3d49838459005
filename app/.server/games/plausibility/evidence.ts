/**
 * What a run shows about who typed it: plain numbers, computed from the replay of the key log and from what the
 * server knows of time. It judges nothing; `rules.ts` does (docs/decisions/0036-plausibility.md).
 */
import type { Engine } from "../../../engine/engine.ts";
import type { RecordedRun, Visitor } from "../../../engine/replay.ts";
import { replayRun } from "../../../engine/replay.ts";
import { clockEvidence, type KnownTimes } from "./clock.ts";
import {
  autocorrelation,
  densest,
  excess,
  type Moments,
  quantile,
  rounded,
  share,
} from "./gap-statistics.ts";
import { KeyWalk } from "./key-walk.ts";

/** The version of these numbers. Increase it when one of them changes its meaning. */
export const EVIDENCE_VERSION = 1;

/**
 * How much slower keys of one kind are than keys inside a token: `ratio` of the (geometric) mean gaps, and `z`,
 * the difference in standard errors.
 */
export interface Slowing {
  count: number;
  ratio: number;
  z: number;
}

export interface Evidence {
  version: number;
  /** Pressed keys that the run took: the right and the wrong ones. */
  keys: number;
  hits: number;
  seconds: number;
  /** The milliseconds that times are rounded to: 1, or the grid of a browser or of an input stack. */
  grid: number;
  gaps: {
    /** The gaps between hits in a row on one bug, up to two seconds. */
    count: number;
    median: number;
    /** The median distance to the median, and the standard deviation, both as a share of the centre. */
    spread: number;
    deviation: number;
    /** Of all gaps between keys: the share under 10 ms, the share of 0 ms. */
    under_10: number;
    zero: number;
    /** The most keys in a row with less than 10 ms between them. */
    burst: number;
    /** The share of gaps under half the median, as rollover makes them. */
    rollover: number;
    /** The correlation of log-gaps with those 1, 2, 3, 4 and 5 places before. */
    correlation: number[];
  };
  /** Whether the same two keys take similar times again: the correlation of one time with the time before it. */
  rhythm: { count: number; r: number };
  token_starts: Slowing;
  line_starts: Slowing;
  /** The first hit on a bug that was there when the last target was gone. */
  retargets: Slowing & { p10: number };
  /** Milliseconds from a bug's appearance on an empty field to the first hit. */
  reactions: { count: number; p10: number; median: number; under_100: number };
  errors: {
    count: number;
    /** The share of wrong keys that follow a wrong key. */
    in_a_row: number;
    /** The first hit after an error. */
    recovery: Slowing;
    /** The most hits in a row. */
    flawless: number;
  };
  /** Words a minute of five hits: in the best 10 and 60 seconds, and in each third of the run. */
  pace: { best_10: number; best_60: number; thirds: number[] };
  /** The best minute as a multiple of the player's best minute before; null for a first run. */
  growth: number | null;
  clock: ReturnType<typeof clockEvidence>;
}

export interface Known extends KnownTimes {
  /** The best `pace.best_60` of the player's earlier runs. */
  bestBefore?: number;
}

const slowing = (some: Moments, others: Moments): Slowing => ({
  count: some.count,
  ratio: some.count === 0 ? 0 : rounded(Math.exp(some.mean - others.mean), 2),
  z: rounded(excess(some, others), 1),
});

const wordsPerMinute = (hits: number, ms: number) =>
  ms <= 0 ? 0 : rounded((hits * 12_000) / ms, 1);

/** Returns the words a minute in the best `window` milliseconds; of a shorter run those of all of it. */
const best = (times: readonly number[], window: number, ms: number) =>
  wordsPerMinute(densest(times, window), Math.min(window, Math.max(ms, 1)));

function thirdsOf(times: readonly number[], ms: number): number[] {
  const counts = [0, 0, 0];
  for (const t of times) {
    const third = Math.min(2, Math.floor((3 * t) / Math.max(1, ms)));
    counts[third] = (counts[third] ?? 0) + 1;
  }
  return counts.map((hits) => Math.round(wordsPerMinute(hits, ms / 3)));
}

/**
 * Collects the evidence of a run while it is replayed, so that verifying a run and judging it take one replay:
 * pass `visit` to `replayRun`, then call `finish`.
 */
export function collectEvidence(): {
  visit: Visitor;
  finish(endedAt: number, known?: Known): Evidence;
} {
  const walk = new KeyWalk();
  return {
    visit: (state, events, key) => walk.visit(state, events, key),
    finish: (endedAt, known = {}) => summarise(walk, endedAt, known),
  };
}

/** Replays a run and returns its evidence. */
export function evidenceOf(engine: Engine, run: RecordedRun, known?: Known): Evidence {
  const { visit, finish } = collectEvidence();
  replayRun(engine, run, visit);
  return finish(run.endedAt, known);
}

function summarise(walk: KeyWalk, endedAt: number, known: Known): Evidence {
  const { hitTimes, timed, pressed, inside, logGaps, rhythm } = walk;
  const median = timed.quantile(0.5);
  const best60 = best(hitTimes, 60_000, endedAt);
  const { reactions } = walk;
  return {
    version: EVIDENCE_VERSION,
    keys: walk.keys,
    hits: hitTimes.length,
    seconds: Math.round(endedAt / 1000),
    grid: pressed.grid(),
    gaps: {
      count: timed.count,
      median,
      spread: rounded(share(timed.medianDistance(median), median)),
      deviation: rounded(share(Math.sqrt(walk.gaps.variance), walk.gaps.mean)),
      under_10: rounded(pressed.shareBelow(10)),
      zero: rounded(pressed.shareBelow(1)),
      burst: walk.burst,
      rollover: rounded(timed.shareBelow(median / 2)),
      correlation: [1, 2, 3, 4, 5].map((lag) => rounded(autocorrelation(logGaps, lag), 2)),
    },
    rhythm: { count: rhythm.count, r: rounded(rhythm.value) },
    token_starts: slowing(walk.tokenStarts, inside),
    line_starts: slowing(walk.lineStarts, inside),
    retargets: {
      ...slowing(walk.retargets, inside),
      p10: quantile(walk.retargetTimes, 0.1),
    },
    reactions: {
      count: reactions.length,
      p10: quantile(reactions, 0.1),
      median: quantile(reactions, 0.5),
      under_100: rounded(share(reactions.filter((ms) => ms < 100).length, reactions.length)),
    },
    errors: {
      count: walk.misses,
      in_a_row: rounded(share(walk.missesInARow, walk.misses)),
      recovery: slowing(walk.recoveries, inside),
      flawless: walk.flawless,
    },
    pace: {
      best_10: best(hitTimes, 10_000, endedAt),
      best_60: best60,
      thirds: thirdsOf(hitTimes, endedAt),
    },
    growth: known.bestBefore ? rounded(best60 / known.bestBefore, 2) : null,
    clock: clockEvidence(known, endedAt),
  };
}
