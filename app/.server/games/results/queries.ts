/** All SQL that reads results. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { earnedAchievementSchema } from "../../../contracts/achievement.ts";
import {
  difficultySchema,
  type GameResult,
  languageSchema,
  playerSchema,
  type ResultWithPlayer,
  resultSchema,
  sessionSchema,
} from "../../../contracts/game.ts";
import { COUNTED_SECONDS, COUNTED_WORDS } from "../../../contracts/ranking.ts";
import { type Caller, isActiveUser, isActiveWithRole } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";
import { storedKeysSchema } from "../../practice/key-log.ts";
import { isSealed, type PlanReader } from "../daily/seal/queries.ts";
import { servedSnippets, sessionRowSchema } from "../sessions/queries.ts";

/** The columns of `game_results` that leave the server: those of the contract. */
export const RESULT_COLUMNS = resultSchema.keyof().options;

/**
 * The status of a result as all but moderators see it. Whether a run is HELD or FLAGGED would tell a cheater which
 * script came through.
 */
export const shownStatus = (row: RawBuilder<unknown>) => sql<GameResult["status"]>`(
  CASE WHEN ${row}.status IN ('HELD', 'FLAGGED') THEN 'PENDING' ELSE ${row}.status::text END)`;

/** The columns of the contract, of the row `result`. */
export const resultColumns = sql.join(
  RESULT_COLUMNS.map((column) =>
    column === "status"
      ? sql`${shownStatus(sql.ref("result"))} AS status`
      : sql.ref(`result.${column}`),
  ),
);

/** True for a row of `game_sessions` that plays an own text. */
export const playsOwnText = (session: RawBuilder<unknown>) => sql<boolean>`${session}.mode = 'own'`;

/**
 * True for a result that `viewer` may see: a PENDING one is shown to its player and to moderators alone, one of an own
 * text to its player alone.
 *
 * @param row a row of `game_results`
 * @param session its row of `game_sessions`
 */
export function isVisibleTo(
  viewer: Caller | undefined,
  row: RawBuilder<unknown>,
  session: RawBuilder<unknown>,
) {
  const isPublic = sql`(${row}.status NOT IN ('HELD', 'FLAGGED') AND NOT ${playsOwnText(session)})`;
  if (!viewer) return sql<boolean>`${isPublic}`;
  return sql<boolean>`(${isPublic} OR EXISTS (
    SELECT FROM users WHERE ${isActiveUser(viewer)} AND (users.id = ${row}.user_id
      OR NOT ${playsOwnText(session)} AND ${isActiveWithRole(viewer, "MODERATOR")})))`;
}

/** True for a result that is too short to count, by the rule of `isTooShort`. */
export const isTooShortRow = (row: RawBuilder<unknown>) => sql<boolean>`(
  ${row}.playtime_seconds < ${COUNTED_SECONDS} OR ${row}.total_words_typed < ${COUNTED_WORDS})`;

const { id: _id, ended_at: sessionEndedAt, ...sessionShape } = sessionSchema.shape;

/** A result and its session in one row. */
export const resultRowSchema = z.strictObject({
  ...resultSchema.shape,
  ...sessionShape,
  session_ended_at: sessionEndedAt,
});
export type ResultRow = z.infer<typeof resultRowSchema>;

/** The columns of the row `session` that a `ResultRow` has besides `resultColumns`. */
export const playedColumns = sql`session.mode, session.language, session.difficulty, session.outcome,
  session.started_at, session.ended_at AS session_ended_at`;

/** Returns a row with its session as an object of its own, as the contract has it. */
export function withSession<Row extends ResultRow>(row: Row) {
  const { mode, language, difficulty, outcome, started_at, session_ended_at, ...result } = row;
  const session = {
    id: row.session_id,
    mode,
    language,
    difficulty,
    outcome,
    started_at,
    ended_at: session_ended_at,
  };
  return { ...result, session };
}

const resultWithPlayerRowSchema = resultRowSchema.extend({
  ...playerSchema.shape,
  achievements: z.array(earnedAchievementSchema.strict()),
});

/** Returns a result with its session and player; undefined when the player is gone, or `viewer` may not see it. */
export async function findResult(
  db: Db,
  viewer: Caller | undefined,
  resultId: string,
): Promise<ResultWithPlayer | undefined> {
  const statement = sql`
    SELECT ${resultColumns}, ${playedColumns}, player.username, player.display_name,
      granted_by(result.id) AS achievements
    FROM game_results result
    JOIN users player ON player.id = result.user_id AND player.is_active AND player.deleted_at IS NULL
    JOIN game_sessions session ON session.id = result.session_id
    WHERE result.id = ${resultId} AND ${isVisibleTo(viewer, sql.ref("result"), sql.ref("session"))}`;
  const [row] = await selectRows(db, resultWithPlayerRowSchema, statement);
  if (!row) return undefined;
  const { username, display_name, achievements, ...result } = withSession(row);
  return { ...result, user: { username, display_name }, achievements };
}

/** The plan of a run, its end, and its keys. */
export const replayRowSchema = sessionRowSchema
  .pick({
    language: true,
    difficulty: true,
    mode: true,
    seed: true,
    engine_version: true,
    snippets: true,
  })
  .extend({
    outcome: sessionSchema.shape.outcome,
    ended_at_ms: z.int(),
    /** Null when the log was removed, as those of old runs are. */
    key_sequence: storedKeysSchema.nullable(),
  });
export type ReplayRow = z.infer<typeof replayRowSchema>;

const RUN_COLUMNS = sql`session.language, session.difficulty, session.mode, session.seed,
  session.engine_version, session.outcome, session.ended_at_ms`;

/** @param shown a condition on the rows `player`, of `users`, and `session` */
const fromRun = (shown: RawBuilder<unknown>) => sql`FROM game_results result
  JOIN users player ON player.id = result.user_id
  JOIN game_sessions session ON session.id = result.session_id AND ${shown}
  JOIN typing_sessions typed ON typed.game_session_id = session.id`;

/**
 * Selects the `ReplayRow` of a result.
 *
 * @param shown a condition on the rows `player`, of `users`, and `session`
 */
export const replayRows = (resultId: string | null, shown: RawBuilder<unknown>) => sql`
  SELECT ${RUN_COLUMNS}, typed.key_sequence, ${servedSnippets()} AS snippets
  ${fromRun(shown)}
  WHERE result.id = ${resultId}`;

/** A `ReplayRow` whose keys and snippets the database did not read if it is sealed for the reader. */
const sealableReplayRowSchema = replayRowSchema.extend({ sealed: z.boolean() });
export type SealableReplayRow = z.infer<typeof sealableReplayRowSchema>;

/** Returns what it takes to run a result again; undefined when its player is gone, or the reader may not see it. */
export async function findReplay(
  db: Db,
  resultId: string,
  reader: PlanReader,
): Promise<SealableReplayRow | undefined> {
  const shown = sql`player.is_active AND player.deleted_at IS NULL
    AND ${isVisibleTo(reader.caller, sql.ref("result"), sql.ref("session"))}`;
  const sealed = isSealed(sql.ref("session"), sql.ref("result.user_id"), reader);
  const [row] = await selectRows(
    db,
    sealableReplayRowSchema,
    sql`
    SELECT ${RUN_COLUMNS}, seal.sealed,
      CASE WHEN NOT seal.sealed THEN typed.key_sequence END AS key_sequence,
      CASE WHEN seal.sealed THEN '[]' ELSE ${servedSnippets()} END AS snippets
    ${fromRun(shown)}
    -- OFFSET keeps the planner from copying the sub-select into the three places that name it: one look-up, not three.
    CROSS JOIN LATERAL (SELECT ${sealed} AS sealed OFFSET 0) seal
    WHERE result.id = ${resultId}`,
  );
  return row;
}

/** Language and difficulty of a player's last run; null for players without any. */
export const lastChoiceSchema = z
  .strictObject({ language: languageSchema, difficulty: difficultySchema })
  .nullable();

/** Selects, for a row of `users`, what that player played last: JSON of `lastChoiceSchema`. */
export const lastChoice = sql<unknown>`(
  SELECT json_build_object('language', session.language, 'difficulty', session.difficulty)
  FROM game_results result JOIN game_sessions session ON session.id = result.session_id
  WHERE result.user_id = users.id
  ORDER BY result.ended_at DESC, result.id DESC LIMIT 1)`;
