/** All SQL about the page of a result and its image. Each function is one round trip. */
import { sql } from "kysely";
import type { ResultWithPlayer } from "../../../contracts/game.ts";
import type { BoardStanding, Comparison } from "../../../contracts/result-page.ts";
import type { Db } from "../../db/client.ts";
import type { StoredKeys } from "../../games/key-log.ts";
import { RESULT_COLUMNS } from "../../games/results.ts";
import { type SnippetRow, servedSnippets } from "../../games/sessions/queries.ts";
import { FIRST_DAY, onBoard, playersOn, rankOf } from "../../leaderboards/rank/queries.ts";

const resultColumns = sql.join(RESULT_COLUMNS.map((column) => sql.ref(`result.${column}`)));

type Session = ResultWithPlayer["session"];

/** A result with its session and player in one row, and what it takes to run it again. */
export type PlayedRow = Omit<ResultWithPlayer, "session" | "user"> &
  Omit<Session, "id" | "ended_at"> &
  ResultWithPlayer["user"] & {
    session_ended_at: string;
    seed: number;
    engine_version: number;
    ended_at_ms: number;
    /** None for runs without a log. */
    key_sequence: StoredKeys | null;
    snippets: SnippetRow[];
  };

export type ResultPageRow = PlayedRow & { comparison: Comparison; standing: BoardStanding | null };

const PLAYED = sql`${resultColumns}, users.username, users.display_name, session.mode,
  session.language, session.difficulty, session.outcome, session.started_at,
  session.ended_at AS session_ended_at, session.seed, session.engine_version, session.ended_at_ms,
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
} as const;

/**
 * Among the bests of the others, counted as ranks are. Whoever has as many points is not
 * beaten, whenever they came; the player's own best is one of the rows, and no other.
 */
const STANDING = sql<BoardStanding | null>`
  CASE WHEN result.status = 'VERIFIED' THEN (
    SELECT json_build_object('players', others, 'beaten', greatest(0, others - unbeaten))
    FROM (
      SELECT greatest(0, ${playersOn(ALIKE)} - 1) AS others, ${rankOf(ALIKE, sql.ref("last"))} - 2 AS unbeaten
      FROM (SELECT result.final_score::float8, 'infinity'::timestamptz, NULL::uuid)
        last (score, ranked_at, user_id)
    ) place) END`;

/**
 * Everything that the page of a result shows; undefined when there is none, or its player is gone.
 *
 * @param before as many results before it are looked at
 */
export async function findResultPage(
  db: Db,
  resultId: string,
  before: number,
): Promise<ResultPageRow | undefined> {
  const { rows } = await sql<ResultPageRow>`
    SELECT ${PLAYED}, ${STANDING} AS standing,
      (SELECT json_build_object(
          'best_score', statistics.best_score, 'best_wpm', statistics.best_wpm,
          'best_alike', (SELECT board.score FROM leaderboards board
            WHERE ${onBoard(ALIKE, sql.ref("board"))} AND board.user_id = result.user_id),
          'before', (
            SELECT CASE WHEN count(*) > 0 THEN json_build_object(
              'runs', count(*), 'final_score', avg(final_score),
              'words_per_minute', avg(words_per_minute),
              'accuracy_percentage', avg(accuracy_percentage)) END
            FROM (
              -- Of the index alone: with more columns, all of the player's runs may be sorted.
              SELECT id FROM game_results
              WHERE game_results.user_id = result.user_id
                AND (game_results.ended_at, game_results.id) < (result.ended_at, result.id)
              ORDER BY ended_at DESC, id DESC LIMIT ${before}
            ) latest JOIN game_results earlier USING (id)
            WHERE earlier.status = 'VERIFIED'))
        FROM user_statistics statistics WHERE statistics.user_id = result.user_id) AS comparison
    ${FROM_RESULT} WHERE result.id = ${resultId}
  `.execute(db);
  return rows[0];
}

/** What the image of a result shows; undefined for what is not shown any more. */
export async function findPictured(db: Db, resultId: string): Promise<PlayedRow | undefined> {
  const { rows } = await sql<PlayedRow>`
    SELECT ${PLAYED} ${FROM_RESULT}
    WHERE result.id = ${resultId} AND result.status <> 'VOIDED'
  `.execute(db);
  return rows[0];
}
