/** SQL that gives older results their WPM and accuracy. Each function is one round trip for one bounded batch. */
import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../db/client.ts";
import { execute, selectRows } from "../../db/rows.ts";
import { COMMIT_MINUTES } from "../../db/time.ts";

const reviewedResultSchema = z.strictObject({
  id: z.uuid(),
  playtime_seconds: z.int(),
  /** Null for a result that has its figures, and for one whose keys were never counted. */
  correct_keys: z.int().nullable(),
  incorrect_keys: z.int().nullable(),
});
export type ReviewedResult = z.infer<typeof reviewedResultSchema>;

/**
 * Finds about `limit` results after the mark, the oldest first, with the keys of those that need figures: all results of
 * one millisecond or none, because the mark would skip the others.
 */
export function findResultsAfterMark(db: Db, limit: number): Promise<ReviewedResult[]> {
  return selectRows(
    db,
    reviewedResultSchema,
    sql`
    SELECT result.id, result.playtime_seconds, keys.correct_keys, keys.incorrect_keys
    FROM (
      SELECT * FROM game_results
      WHERE ended_at > (SELECT reached FROM maintenance_marks WHERE name = 'typing_figures')
        AND ended_at < now() - make_interval(mins => ${COMMIT_MINUTES})
      ORDER BY ended_at FETCH FIRST (${sql.lit(limit)}) ROWS WITH TIES
    ) result
    LEFT JOIN typing_sessions typed
      ON typed.game_session_id = result.session_id AND result.standard_wpm IS NULL
    LEFT JOIN typing_results keys ON keys.session_id = typed.id
    ORDER BY result.ended_at
  `,
  );
}

export interface FilledResult {
  id: string;
  standard_wpm: number;
  key_accuracy: number;
}

/**
 * Stores figures, moves the mark to the result `lastId`, and marks the players of VERIFIED results for `recountPlayers`, in one statement, so
 * that a crash loses none. Locks the accounts first and in the order of their ids, as everything that changes results.
 */
export const storeTypingFigures = (db: Db, filled: FilledResult[], lastId: string) =>
  execute(
    db,
    sql`
    WITH filled AS MATERIALIZED (
      SELECT figures.*, result.user_id
      FROM jsonb_to_recordset(${JSON.stringify(filled)}::jsonb)
        AS figures (id uuid, standard_wpm float8, key_accuracy float8)
      JOIN game_results result USING (id)
    ), locked AS MATERIALIZED (
      SELECT id FROM users WHERE id IN (SELECT user_id FROM filled) ORDER BY id FOR NO KEY UPDATE
    ), changed AS (
      UPDATE game_results result
      SET standard_wpm = filled.standard_wpm, key_accuracy = filled.key_accuracy
      FROM filled JOIN locked ON locked.id = filled.user_id
      WHERE result.id = filled.id AND result.standard_wpm IS NULL
      RETURNING result.user_id, result.status
    ), due AS (
      UPDATE user_statistics SET recounted_at = '-infinity'
      WHERE user_id IN (SELECT user_id FROM changed WHERE status = 'VERIFIED')
    )
    UPDATE maintenance_marks
    SET reached = greatest(reached, (SELECT ended_at FROM game_results WHERE id = ${lastId}))
    WHERE name = 'typing_figures'
  `,
  );
