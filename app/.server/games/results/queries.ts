/** All SQL that reads results. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { earnedAchievementSchema } from "../../../contracts/achievement.ts";
import {
  playerSchema,
  type ResultWithPlayer,
  resultSchema,
  sessionSchema,
} from "../../../contracts/game.ts";
import { COUNTED_SECONDS, COUNTED_WORDS } from "../../../contracts/ranking.ts";
import { onlyActive } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow, selectRows } from "../../db/rows.ts";
import { storedKeysSchema } from "../key-log.ts";
import { servedSnippets, sessionRowSchema } from "../sessions/queries.ts";

/** The columns of `game_results` that leave the server: those of the contract. */
export const RESULT_COLUMNS = resultSchema.keyof().options;

/** The same of the row `result`, for raw statements. */
export const resultColumns = sql.join(RESULT_COLUMNS.map((column) => sql.ref(`result.${column}`)));

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

/** Returns a result with its session and player; undefined when the player is gone. */
export async function findResult(db: Db, resultId: string): Promise<ResultWithPlayer | undefined> {
  const found = await onlyActive(db.selectFrom("users"))
    .innerJoin("game_results as result", "result.user_id", "users.id")
    .innerJoin("game_sessions as session", "session.id", "result.session_id")
    .select(RESULT_COLUMNS.map((column) => `result.${column}` as const))
    .select([
      "session.mode",
      "session.language",
      "session.difficulty",
      "session.outcome",
      "session.started_at",
      "session.ended_at as session_ended_at",
      "users.username",
      "users.display_name",
    ])
    .select(sql`granted_by(result.id)`.as("achievements"))
    .where("result.id", "=", resultId)
    .executeTakeFirst();
  if (!found) return undefined;
  const row = checkedRow(resultWithPlayerRowSchema, found);
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

/**
 * Selects the `ReplayRow` of a result.
 *
 * @param shown a condition on the row `player`, of `users`
 */
export const replayRows = (resultId: string | null, shown: RawBuilder<unknown>) => sql`
  SELECT session.language, session.difficulty, session.mode, session.seed, session.engine_version,
    session.outcome, session.ended_at_ms, typed.key_sequence, ${servedSnippets()} AS snippets
  FROM game_results result
  JOIN users player ON player.id = result.user_id AND ${shown}
  JOIN game_sessions session ON session.id = result.session_id
  JOIN typing_sessions typed ON typed.game_session_id = session.id
  WHERE result.id = ${resultId}`;

/** Returns what it takes to run a result again; undefined when its player is gone. */
export async function findReplay(db: Db, resultId: string): Promise<ReplayRow | undefined> {
  const shown = sql`player.is_active AND player.deleted_at IS NULL`;
  const [row] = await selectRows(db, replayRowSchema, replayRows(resultId, shown));
  return row;
}
