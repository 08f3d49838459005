/** All SQL about the page of a result and its image. Each function is one round trip. */
import { sql } from "kysely";
import { z } from "zod";
import { earnedAchievementSchema } from "../../../contracts/achievement.ts";
import { playerSchema } from "../../../contracts/game.ts";
import type { BoardStanding, Comparison } from "../../../contracts/result-page.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";
import { isSealed, type PlanReader, playsChallenge } from "../../games/daily/seal/queries.ts";
import {
  isVisibleTo,
  playedColumns,
  playsOwnText,
  replayRowSchema,
  resultColumns,
  resultRowSchema,
} from "../../games/results/queries.ts";
import { servedSnippets } from "../../games/sessions/queries.ts";
import { FIRST_DAY } from "../../leaderboards/board-key.ts";
import { onBoard, playersOn, rankOf } from "../../leaderboards/rank/queries.ts";
import { textOfVersion } from "../../practice/texts/queries.ts";

/** A result with its session and player in one row, and what it takes to run it again. */
const playedRowSchema = z.strictObject({
  ...replayRowSchema.shape,
  ...resultRowSchema.shape,
  ...playerSchema.shape,
  achievements: z.array(earnedAchievementSchema.strict()),
});
export type PlayedRow = z.infer<typeof playedRowSchema>;

const figuresShape = {
  final_score: z.number(),
  standard_wpm: z.number().nullable(),
  key_accuracy: z.number().nullable(),
};
const comparisonSchema: z.ZodType<Comparison> = z.strictObject({
  best_score: z.number(),
  best_standard_wpm: z.number().nullable(),
  best_alike: z.number().nullable(),
  before: z.strictObject({ ...figuresShape, runs: z.int() }).nullable(),
});
const standingSchema: z.ZodType<BoardStanding> = z.strictObject({
  players: z.int(),
  beaten: z.int(),
});

/** The run whose ghost a rematch raced, and what it takes to run it again on the rematch's plan. */
const rivalRowSchema = z.strictObject({
  id: z.uuid(),
  final_score: z.int(),
  ...playerSchema.shape,
  engine_version: z.int(),
  outcome: playedRowSchema.shape.outcome,
  ended_at_ms: z.int(),
  key_sequence: playedRowSchema.shape.key_sequence,
});
export type RivalRow = z.infer<typeof rivalRowSchema>;

const resultPageRowSchema = playedRowSchema.extend({
  rival: rivalRowSchema.nullable(),
  comparison: comparisonSchema,
  standing: standingSchema.nullable(),
  /** Set for a run of an own text that is still there. */
  own_text: z.strictObject({ id: z.uuid(), title: z.string() }).nullable(),
  /** Whether the plan is that of today's challenge, and whether it is sealed for the reader. */
  of_today: z.boolean(),
  sealed: z.boolean(),
});
export type ResultPageRow = z.infer<typeof resultPageRowSchema>;

/** The columns of a `PlayedRow`. */
const PLAYED = sql`${resultColumns}, ${playedColumns}, users.username, users.display_name,
  session.seed, session.engine_version, session.ended_at_ms,
  typed.key_sequence, ${servedSnippets()} AS snippets, granted_by(result.id) AS achievements`;

const FROM_RESULT = sql`FROM game_results result
  JOIN users ON users.id = result.user_id AND users.is_active AND users.deleted_at IS NULL
  JOIN game_sessions session ON session.id = result.session_id
  LEFT JOIN typing_sessions typed ON typed.game_session_id = session.id`;

/** The all-time board of the result's language and difficulty. */
const ALIKE = {
  type: "all_time",
  period_start: FIRST_DAY,
  metric: "score",
  language: sql.ref("session.language"),
  difficulty: sql.ref("session.difficulty"),
  season: sql.ref("session.engine_version"),
} as const;

/**
 * The result among the other players' bests, counted as ranks are, as JSON of `standingSchema`. A player
 * with as many points is not beaten, whoever came first. The player's own best is a row of the board too,
 * so it is subtracted.
 */
const STANDING = sql`
  CASE WHEN result.status = 'VERIFIED' AND NOT result.off_boards THEN (
    SELECT json_build_object('players', others, 'beaten', greatest(0, others - unbeaten))
    FROM (
      SELECT greatest(0, ${playersOn(ALIKE)} - 1) AS others, ${rankOf(ALIKE, sql.ref("last"))} - 2 AS unbeaten
      FROM (SELECT result.final_score::float8, 'infinity'::timestamptz, NULL::uuid)
        last (score, ranked_at, user_id)
    ) place) END`;

/** SQL of JSON (`rivalRowSchema`): the run that the row `session` raced; null if its player is gone or the reader may not see it. */
const rivalFor = (reader: PlanReader) => sql`(
  SELECT json_build_object('id', raced.id, 'final_score', raced.final_score,
    'username', player.username, 'display_name', player.display_name,
    'engine_version', played.engine_version, 'outcome', played.outcome,
    'ended_at_ms', played.ended_at_ms, 'key_sequence', keys.key_sequence)
  FROM game_results raced
  JOIN users player ON player.id = raced.user_id AND player.is_active AND player.deleted_at IS NULL
  JOIN game_sessions played ON played.id = raced.session_id
  LEFT JOIN typing_sessions keys ON keys.game_session_id = played.id
  WHERE raced.id = session.raced_result_id
    AND ${isVisibleTo(reader.caller, sql.ref("raced"), sql.ref("played"))})`;

/**
 * Returns everything that the page of a result shows; undefined when there is no such result, its player is
 * gone, or the reader may not see it.
 *
 * @param before the number of earlier results that it is compared with
 */
export async function findResultPage(
  db: Db,
  resultId: string,
  before: number,
  reader: PlanReader,
): Promise<ResultPageRow | undefined> {
  const session = sql.ref("session");
  const [row] = await selectRows(
    db,
    resultPageRowSchema,
    sql`
    SELECT ${PLAYED}, ${STANDING} AS standing, ${rivalFor(reader)} AS rival,
      CASE WHEN ${playsOwnText(session)} THEN
        ${textOfVersion(sql`session.snippet_versions[1]`)} END AS own_text,
      ${playsChallenge(session, reader.day)} AS of_today,
      ${isSealed(session, sql.ref("result.user_id"), reader)} AS sealed,
      (SELECT json_build_object(
          'best_score', statistics.best_score, 'best_standard_wpm', statistics.best_standard_wpm,
          'best_alike', (SELECT board.score FROM leaderboards board
            WHERE ${onBoard(ALIKE, sql.ref("board"))} AND board.user_id = result.user_id),
          'before', (
            SELECT CASE WHEN count(*) > 0 THEN json_build_object(
              'runs', count(*), 'final_score', avg(final_score),
              'standard_wpm', avg(standard_wpm),
              'key_accuracy', avg(key_accuracy)) END
            FROM (
              -- Reads the index alone. With more columns the planner may sort all of the player's runs.
              SELECT id FROM game_results
              WHERE game_results.user_id = result.user_id
                AND (game_results.ended_at, game_results.id) < (result.ended_at, result.id)
              ORDER BY ended_at DESC, id DESC LIMIT ${sql.lit(before)}
            ) latest JOIN game_results earlier USING (id)
            WHERE earlier.status = 'VERIFIED'))
        FROM user_statistics statistics WHERE statistics.user_id = result.user_id) AS comparison
    ${FROM_RESULT}
    WHERE result.id = ${resultId} AND ${isVisibleTo(reader.caller, sql.ref("result"), session)}
  `,
  );
  return row;
}

/** Returns what the image of a result shows; undefined when the result is gone, VOIDED, PENDING or of an own text. */
export async function findSharedResult(db: Db, resultId: string): Promise<PlayedRow | undefined> {
  const [row] = await selectRows(
    db,
    playedRowSchema,
    sql`
    SELECT ${PLAYED} ${FROM_RESULT}
    WHERE result.id = ${resultId} AND result.status IN ('VERIFIED', 'UNRANKED')
      AND NOT ${playsOwnText(sql.ref("session"))}
  `,
  );
  return row;
}
