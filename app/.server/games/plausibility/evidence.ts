/**
 * What a run shows about who typed it: plain numbers, computed from the replay of the key log and from what the
 * server knows of time. It judges nothing; `rules.ts` does (docs/decisions/0036-plausibility.md).
 */
import { type Evidence, GAP_BIN_MS, type Slowing } from "../../../contracts/evidence.ts";
import type { Engine } from "../../../engine/engine.ts";
import type { RecordedRun, Visitor } from "../../../engine/replay.ts";
import { replayRun } from "../../../engine/replay.ts";
import { standardWpm } from "../../../engine/typing-speed.ts";
import { densest } from "../../practice/log-checks.ts";
import { clockEvidence, type KnownTimes } from "./clock.ts";
import {
  autocorrelation,
  excess,
  type Moments,
  quantile,
  rounded,
  share,
} from "./gap-statistics.ts";
import { KeyWalk } from "./key-walk.ts";

/** The bins of the histogram. Half a second holds nearly all gaps of slow typists, too. */
const BINS = 25;

/** The version of these numbers. Increase it when one of them changes its meaning. */
export const EVIDENCE_VERSION = 2;

export interface Known extends KnownTimes {
  /** The best `pace.best_60` of the player's earlier runs; null for a first run. */
  bestBefore?: number | null;
}

const slowing = (some: Moments, others: Moments): Slowing => ({
  count: some.count,
  ratio: some.count === 0 ? 0 : rounded(Math.exp(some.mean - others.mean), 2),
  z: rounded(excess(some, others), 1),
});

const wordsPerMinute = (hits: number, ms: number) => rounded(standardWpm(hits, ms), 1);

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
      histogram: timed.bins(GAP_BIN_MS, BINS),
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
