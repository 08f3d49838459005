/** What the log of a run shows about who typed it, and how the rules read it: for moderators alone. */
import { z } from "zod";

/** The width in milliseconds of the bins of `gaps.histogram`. */
export const GAP_BIN_MS = 20;

/** From this grid in milliseconds on times are too coarse to judge single gaps: only speed, reactions and errors remain. */
export const COARSE_GRID = 16;

/**
 * How much slower keys of one kind are than keys inside a token: `ratio` of the (geometric) mean gaps, and `z`,
 * the difference in standard errors.
 */
const slowingShape = { count: z.int(), ratio: z.number(), z: z.number() };

/** All times are milliseconds. */
export const evidenceSchema = z.strictObject({
  /** The version of these numbers. */
  version: z.int(),
  /** Pressed keys that the run took: the right and the wrong ones. */
  keys: z.int(),
  hits: z.int(),
  seconds: z.int(),
  /** The milliseconds that times are rounded to: 1, or the grid of a browser or of an input stack. */
  grid: z.int(),
  gaps: z.strictObject({
    /** The gaps between hits in a row on one bug, up to two seconds. */
    count: z.int(),
    median: z.number(),
    /** The median distance to the median, and the standard deviation, both as a share of the centre. */
    spread: z.number(),
    deviation: z.number(),
    /** Of all gaps between keys: the share under 10 ms, the share of 0 ms. */
    under_10: z.number(),
    zero: z.number(),
    /** The most keys in a row with less than 10 ms between them. */
    burst: z.int(),
    /** The share of gaps under half the median, as rollover makes them. */
    rollover: z.number(),
    /** The correlation of log-gaps with those 1, 2, 3, 4 and 5 places before. */
    correlation: z.array(z.number()),
    /** How many gaps are in each bin: 0 to 19 ms, 20 to 39 ms and so on. The last one has all longer gaps. */
    histogram: z.array(z.int()),
  }),
  /** Whether the same two keys take similar times again: the correlation of one time with the time before it. */
  rhythm: z.strictObject({ count: z.int(), r: z.number() }),
  token_starts: z.strictObject(slowingShape),
  line_starts: z.strictObject(slowingShape),
  /** The first hit on a bug that was there when the last target was gone. */
  retargets: z.strictObject({ ...slowingShape, p10: z.number() }),
  /** From a bug's appearance on an empty field to the first hit. */
  reactions: z.strictObject({
    count: z.int(),
    p10: z.number(),
    median: z.number(),
    under_100: z.number(),
  }),
  errors: z.strictObject({
    count: z.int(),
    /** The share of wrong keys that follow a wrong key. */
    in_a_row: z.number(),
    /** The first hit after an error. */
    recovery: z.strictObject(slowingShape),
    /** The most hits in a row. */
    flawless: z.int(),
  }),
  /** Words a minute of five hits: in the best 10 and 60 seconds, and in each third of the run. */
  pace: z.strictObject({ best_10: z.number(), best_60: z.number(), thirds: z.array(z.number()) }),
  /** The best minute as a multiple of the player's best minute before; null for a first run. */
  growth: z.number().nullable(),
  clock: z.strictObject({
    /** From the end of the run until it came in; null if unknown. */
    late: z.int().nullable(),
    /** The number of checkpoints; null if unknown. */
    checkpoints: z.int().nullable(),
    /** The longest time that a checkpoint came in before its own last key; null if unknown. */
    ahead: z.int().nullable(),
    /** By how much the server's clock ran faster than the run's, as a share; null if unknown. */
    drift: z.number().nullable(),
  }),
});
export type Evidence = z.infer<typeof evidenceSchema>;
export type Slowing = Pick<Evidence["retargets"], "count" | "ratio" | "z">;

/** How a rule reads the evidence of a run. */
export interface RuleReading {
  name: string;
  severity: "hard" | "soft";
  /** The number that is judged; null when the run has too little of it. */
  value: number | null;
  /** The rule fires below `least` or above `most`. */
  least: number | null;
  most: number | null;
  fired: boolean;
  /** The published figure, or the measurement, that the bound stands on. */
  source: string;
}
