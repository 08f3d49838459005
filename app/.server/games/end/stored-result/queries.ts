/**
 * The statement that stores a result, with everything that follows from it, so that a crash leaves all of it or
 * nothing.
 */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { EndRequest } from "../../../../contracts/game.ts";
import type { Difficulty, Language } from "../../../../engine/plan.ts";
import { typingFigures } from "../../../../engine/typing-speed.ts";
import type { Db } from "../../../db/client.ts";
import { noRowSchema, onlyRow, selectRows } from "../../../db/rows.ts";
import { passedFriends } from "../../../friends/notifications/queries.ts";
import { overall } from "../../../leaderboards/board-key.ts";
import { boardOf, onBoard } from "../../../leaderboards/rank/queries.ts";
import { updatedBoards } from "../../../leaderboards/results.ts";
import { packKeys } from "../../../practice/key-log.ts";
import { packSums } from "../../../practice/keystrokes/packing.ts";
import { addKeystrokes } from "../../../practice/keystrokes/queries.ts";
import { AHEAD_MS } from "../../../practice/log-checks.ts";
import { dueAt, entersGuardedPlace } from "../../pending-runs/queries.ts";
import { resultColumns } from "../../results/queries.ts";
import { type StartQuota, takeStart } from "../../start/queries.ts";
import type { VerifiedRun } from "../../verification.ts";
import { newBest, rank, type StoredResult, storedResultSchema } from "../queries.ts";

export interface ResultToStore {
  session: {
    id: string;
    user_id: string;
    language: Language;
    difficulty: Difficulty;
    seed: number;
    engine_version: number;
    /** The UTC day whose challenge the session plays. */
    challenge_day: string | null;
    started_at: string;
  };
  request: Omit<EndRequest, "session_token">;
  verdict: VerifiedRun;
  /** The statement that locks the player's account; nothing is stored when it returns no row. */
  playerLock: RawBuilder<unknown>;
  /**
   * The statement that inserts the session of a guest's run for the CTE `allowed`: a guest has none until the
   * run is claimed.
   */
  opening?: RawBuilder<unknown>;
  /** The quota that such a session counts for. */
  quota?: StartQuota;
  /** When the game ended; the database's present time by default. */
  endedAt?: Date;
}

/** Columns of the statement besides those of the result. */
const outcomeShape = {
  may_act: z.boolean(),
  /** The seconds until a start fits into the quota; 0 when this one did. */
  wait: z.int(),
};

/** Nothing was stored: the player may not act any more or has to wait, or the session takes no result. */
const notStoredSchema = noRowSchema.extend(outcomeShape);
export type NotStored = z.infer<typeof notStoredSchema>;

const insertedRowSchema = z.union([storedResultSchema.extend(outcomeShape), notStoredSchema]);

/**
 * Stores a result with its key log and evidence, closes its session, and updates the player's statistics and boards.
 * A run that overlaps another one of the account is stored as UNRANKED: nobody types two at once. A VERIFIED run
 * that would enter a guarded place is stored as HELD.
 *
 * Two hundred calls at once for one session store one result: the row locks make the others wait, and
 * `DO UPDATE` returns to them the row that the first one wrote, which their own snapshot cannot see. Only
 * the first has `xmax = 0`, and only the first updates the statistics. Results of one player wait for each
 * other's lock on the account; `count_result` sees the results that were stored meanwhile.
 */
export async function insertResult(
  db: Db,
  { session, playerLock, request, verdict, opening, quota, endedAt }: ResultToStore,
): Promise<StoredResult | NotStored> {
  const { score, keys, status, flags, off_boards, evidence, fingerprint, keystrokes } = verdict;
  const sums = packSums(keystrokes, session.language, {
    ...keys,
    ms: score.playtime_seconds * 1_000,
  });
  const log = JSON.stringify(packKeys(request.key_sequence));
  const [first, last] = [request.key_sequence.at(0)?.[0], request.key_sequence.at(-1)?.[0]];
  const keyAt = (t: number | undefined) =>
    t === undefined
      ? sql`NULL::timestamptz`
      : sql`${session.started_at}::timestamptz + make_interval(secs => ${t / 1_000}::float8)`;
  const totalKeys = keys.correct_keys + keys.incorrect_keys;
  const { standard_wpm, key_accuracy } = typingFigures(keys, score);
  const keysPerMinute =
    score.playtime_seconds === 0 ? 0 : (totalKeys / score.playtime_seconds) * 60;

  const held =
    status === "VERIFIED" && !off_boards
      ? entersGuardedPlace(sql.ref("run"), session)
      : sql<boolean>`false`;

  const rows = await selectRows(
    db,
    insertedRowSchema,
    sql`
    WITH player AS (${playerLock}),
    counted_start AS MATERIALIZED (
      SELECT id, ${quota ? takeStart(quota) : sql`0`} AS wait FROM player
    ),
    allowed AS (SELECT id FROM counted_start WHERE wait = 0),
    -- Locks the account first and the session second, as starting a game does.
    locked_session AS (
      ${
        opening ??
        sql`SELECT id FROM game_sessions
          WHERE id = ${session.id} AND EXISTS (SELECT FROM player)
            AND (ended_at IS NULL OR is_completed)
          FOR NO KEY UPDATE`
      }
    ),
    result AS (
      INSERT INTO game_results (
        session_id, user_id, final_score, waves_completed, enemies_killed, accuracy_percentage,
        words_per_minute, standard_wpm, key_accuracy, total_words_typed, correct_words, incorrect_words, max_combo,
        total_damage_dealt, total_damage_taken, playtime_seconds, first_key_at, last_key_at,
        status, due_at, flags, off_boards, ended_at
      ) SELECT
        locked_session.id, allowed.id, ${score.final_score}, ${score.waves_completed},
        ${score.enemies_killed}, ${score.accuracy_percentage}, ${score.words_per_minute},
        ${standard_wpm}, ${key_accuracy}, ${score.total_words_typed}, ${score.correct_words}, ${score.incorrect_words},
        ${score.max_combo}, ${score.total_damage_dealt}, ${score.total_damage_taken},
        ${score.playtime_seconds}, typed_at.first_key_at, typed_at.last_key_at,
        judged.status::"ResultStatus", ${dueAt(sql.ref("judged.status"), verdict.implausible)},
        CASE WHEN beside.found THEN array_append(${flags}::text[], 'overlap') ELSE ${flags}::text[] END,
        ${off_boards}, run.ended_at
      FROM allowed CROSS JOIN locked_session
      CROSS JOIN LATERAL (SELECT ${keyAt(first)}, ${keyAt(last)}) AS typed_at (first_key_at, last_key_at)
      -- After both locks: the function sees the results that were stored while they were waited for.
      CROSS JOIN LATERAL (SELECT overlaps_run(
        allowed.id, locked_session.id, typed_at.first_key_at, typed_at.last_key_at, ${AHEAD_MS}::int
      )) AS beside (found)
      CROSS JOIN LATERAL (SELECT
        allowed.id, ${score.final_score}::int, ${score.words_per_minute}::float8, ${score.playtime_seconds}::int,
        -- Whole milliseconds, so that a cursor made of them is exact.
        date_trunc('milliseconds', ${endedAt ?? sql`clock_timestamp()`}::timestamptz)
      ) AS run (user_id, final_score, words_per_minute, playtime_seconds, ended_at)
      CROSS JOIN LATERAL (SELECT CASE WHEN beside.found THEN 'UNRANKED' WHEN ${held} THEN 'HELD'
        ELSE ${status} END) AS judged (status)
      ON CONFLICT (session_id) DO UPDATE SET session_id = excluded.session_id
      RETURNING *, xmax = 0 AS inserted
    ),
    fresh AS (SELECT * FROM result WHERE inserted),
    closed AS (
      UPDATE game_sessions SET
        ended_at = fresh.ended_at, is_completed = true,
        outcome = ${request.outcome}, ended_at_ms = ${request.ended_at_ms}
      FROM fresh WHERE game_sessions.id = fresh.session_id
    ),
    stored_evidence AS (
      INSERT INTO result_evidence (result_id, seed, keys, evidence, fingerprint)
      SELECT id, ${session.seed}, ${request.key_sequence.length}, ${JSON.stringify(evidence)}::jsonb,
        ${fingerprint}::bytea FROM fresh
    ),
    typed AS (
      INSERT INTO typing_sessions (
        user_id, game_session_id, key_sequence, started_at, ended_at, is_completed, keys_counted, keys_due
      )
      SELECT user_id, session_id, ${log}::jsonb, ${session.started_at}, ended_at, true, true, false FROM fresh
      ON CONFLICT (game_session_id) DO UPDATE SET
        key_sequence = excluded.key_sequence, ended_at = excluded.ended_at, is_completed = true,
        keys_counted = true, keys_due = false
      RETURNING id, user_id, ended_at
    ),
    typing AS (
      INSERT INTO typing_results (
        session_id, user_id, total_keys_pressed, correct_keys, incorrect_keys,
        accuracy_percentage, keys_per_minute, duration_seconds, ended_at
      )
      SELECT id, user_id, ${totalKeys}, ${keys.correct_keys}, ${keys.incorrect_keys},
        ${key_accuracy}, ${keysPerMinute}, ${score.playtime_seconds}, ended_at FROM typed
    ),
    -- Statistics and achievements. The other calls need this function too: their snapshot is too old to
    -- see the achievements.
    counted AS (
      SELECT count_result(id, inserted) AS achievements, CASE WHEN inserted THEN ${addKeystrokes(
        sums,
        {
          userId: sql.ref("user_id"),
          language: sql`${session.language}::"Language"`,
          endedAt: sql.ref("ended_at"),
        },
      )} END AS with_keys
      FROM result
    ),
    ${updatedBoards(session)},
    standing AS (SELECT * FROM boards WHERE ${onBoard(overall(session.engine_version), sql.ref("boards"))}),
    ${passedFriends(session.engine_version)}
    SELECT ${resultColumns}, result.inserted, ${newBest}, ${rank},
      (SELECT coalesce(json_agg(${boardOf(sql.ref("boards"))}), '[]') FROM boards
        WHERE result.inserted AND boards.result_id = result.id) AS boards,
      counted.achievements, EXISTS (SELECT FROM player) AS may_act,
      coalesce((SELECT wait FROM counted_start), 0) AS wait
    FROM (SELECT) nothing LEFT JOIN result ON true LEFT JOIN standing ON true
      LEFT JOIN counted ON true LEFT JOIN passed ON true
  `,
  );
  const row = onlyRow(rows);
  if (row.id === null) return row;
  const { may_act: _, wait: _wait, ...stored } = row;
  return stored;
}
