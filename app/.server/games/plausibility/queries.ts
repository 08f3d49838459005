/** Fragments of SQL: what the judgement of a run needs to know besides its log. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { KeyPress } from "../../../engine/replay.ts";
import { packKeys } from "../../practice/key-log.ts";
import { sha256Hex } from "../../sha256.ts";
import type { Checkpoint } from "./clock.ts";

/** The player's latest runs that a new one is compared with. */
const LATEST_RUNS = 20;
/** The most runs of one plan that a new one is compared with; they have about as many keys. */
const MOST_OTHERS = 200;
/** The most checkpoints whose arrival is kept: more than a run of an hour has. */
export const MAX_CHECKPOINTS = 200;

/** The best minute of the latest VERIFIED runs of a player, in words a minute; null without one. */
export const bestPace = (userId: RawBuilder<unknown>) => sql`(
  SELECT max((result_evidence.evidence #>> '{pace,best_60}')::float8)
  FROM (
    SELECT id FROM game_results
    WHERE user_id = ${userId} AND status = 'VERIFIED' ORDER BY ended_at DESC, id DESC LIMIT ${sql.lit(LATEST_RUNS)}
  ) latest JOIN result_evidence ON result_evidence.result_id = latest.id)`;

/**
 * The fingerprints of the runs on the plan of the row `session` that have about as many keys, in base64; none unless the
 * session is a ranked try at a daily challenge, because nobody has the plan of another ranked run before its end.
 */
export const otherFingerprints = (keys: RawBuilder<unknown>) => {
  const half = (sign: RawBuilder<unknown>, order: RawBuilder<unknown>) => sql`(
    SELECT fingerprint FROM result_evidence
    WHERE seed = session.seed AND keys ${sign} ${keys} AND fingerprint IS NOT NULL
    ORDER BY keys ${order} LIMIT ${sql.lit(MOST_OTHERS / 2)})`;
  return sql`CASE WHEN session.mode = 'daily' THEN (
    SELECT coalesce(json_agg(translate(encode(fingerprint, 'base64'), E'\n', '')), '[]')
    FROM (${half(sql`>=`, sql`ASC`)} UNION ALL ${half(sql`<`, sql`DESC`)}) others) ELSE '[]' END`;
};

/** What is known of the checkpoints of a run. */
export const checkpointRowShape = {
  /** The columns' pairs in turn; null for a run without a checkpoint, as the others. */
  checkpoint_times: z.array(z.int()).nullable(),
  /** The number of keys of the last checkpoint, and the digest of its log. */
  checkpoint_keys: z.int().nullable(),
  checkpoint_digest: z.string().nullable(),
};
type CheckpointRow = z.infer<z.ZodObject<typeof checkpointRowShape>>;

/** The columns of `checkpointRowShape`, of the row `typed`. */
export const CHECKPOINT_COLUMNS = sql`typed.checkpoint_times,
  length(typed.key_sequence ->> 'keys') AS checkpoint_keys,
  encode(sha256(convert_to(concat(typed.key_sequence ->> 'keys', typed.key_sequence ->> 'high',
    typed.key_sequence ->> 'low'), 'UTF8')), 'hex') AS checkpoint_digest`;

/** Returns the column `checkpoint_times` in pairs. */
export const pairsOf = (times: readonly number[]): Checkpoint[] =>
  times.flatMap((arrivedAt, i) => (i % 2 === 0 ? [[arrivedAt, times[i + 1] ?? 0] as const] : []));

/**
 * Returns the checkpoints of a run; none if its log does not begin with theirs. A log that was made later than its
 * checkpoints would have a clock of its own.
 */
export function checkpointsOf(row: CheckpointRow, log: readonly KeyPress[]): Checkpoint[] {
  const { checkpoint_times: times, checkpoint_keys: count, checkpoint_digest: digest } = row;
  if (!times || count === null) return [];
  const { keys, high, low } = packKeys(log.slice(0, count));
  if (sha256Hex(keys + high + low) !== digest) return [];
  return pairsOf(times);
}
