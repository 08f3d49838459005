/** All SQL of drills. Each function is one round trip. */
import { sql } from "kysely";
import { z } from "zod";
import { languageSchema } from "../../../contracts/game.ts";
import {
  type DrillHistoryItem,
  type DrillHistoryQuery,
  type DrillStartRequest,
  drillFiguresSchema,
  drillHistoryItemSchema,
  typingResultSchema,
} from "../../../contracts/practice.ts";
import type { DrillFigures } from "../../../engine/drills/figures.ts";
import type { Language } from "../../../engine/plan.ts";
import type { KeyPress } from "../../../engine/replay.ts";
import { activeUserLock, type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageRows, type TimeCursor } from "../../db/pages.ts";
import { noRowSchema, onlyRow, selectRows } from "../../db/rows.ts";
import { packKeys } from "../key-log.ts";
import type { PackedSums } from "../keystrokes/packing.ts";
import { addKeystrokes, populationOf, sumsOf, sumsShape } from "../keystrokes/queries.ts";
import { partSchema, versionTextSchema } from "./parts.ts";
import { pooledSnippetSchema } from "./pools.ts";
import type { Ticket } from "./tickets.ts";

/** All active snippets of a language as JSON of `pooledSnippetSchema`. */
const pooledSnippets = (language: Language) => sql`(
  SELECT coalesce(json_agg(json_build_object(
    'snippet_id', id, 'version_id', version_id, 'category', category, 'difficulty', difficulty,
    'snippet_text', snippet_text, 'statement_starts', statement_starts) ORDER BY id), '[]')
  FROM code_snippets WHERE language = ${language} AND is_active)`;

const pooledRowSchema = z.strictObject({ snippets: z.array(pooledSnippetSchema) });

/** Returns the active snippets of a language. */
export async function findPool(db: Db, language: Language) {
  const rows = await selectRows(
    db,
    pooledRowSchema,
    sql`SELECT ${pooledSnippets(language)} AS snippets`,
  );
  return onlyRow(rows).snippets;
}

/** So many drills count as lately. */
const LATELY = 3;

const ownDrillTextSchema = versionTextSchema
  .extend({ language: languageSchema, title: z.string() })
  .strict();
export type OwnDrillText = z.infer<typeof ownDrillTextSchema>;

const drillStartRowSchema = z.strictObject({
  ...sumsShape,
  /** The windows of the last drills in this language. */
  lately: z.array(z.array(partSchema)),
  snippets: z.array(pooledSnippetSchema).nullable(),
  text: ownDrillTextSchema.nullable(),
});

/**
 * Returns what a drill is chosen by; undefined when the caller may not act.
 *
 * @param pooled whether the snippets of the language are known
 */
export async function findDrillStart(
  db: Db,
  caller: Caller,
  { language, focus, text_id }: DrillStartRequest,
  pooled: boolean,
) {
  const wantsSums = focus !== "plain";
  const readsPool = !pooled && text_id === undefined;
  const [row] = await selectRows(
    db,
    drillStartRowSchema,
    sql`
    SELECT
      ${wantsSums ? sumsOf(sql`s.user_id = users.id AND s.language = ${language} AND s.period_start = '-infinity'`) : sql`NULL::json`} AS sums,
      ${wantsSums ? populationOf(language) : sql`NULL::jsonb`} AS population,
      (SELECT coalesce(json_agg(parts), '[]') FROM (
        SELECT parts FROM typing_sessions
        WHERE user_id = users.id AND game_session_id IS NULL AND deleted_at IS NULL AND language = ${language}
        ORDER BY ended_at DESC, id DESC LIMIT ${sql.lit(LATELY)}
      ) drill) AS lately,
      ${readsPool ? pooledSnippets(language) : sql`NULL::json`} AS snippets,
      (SELECT json_build_object(
          'version_id', version.id, 'text', version.snippet_text, 'language', t.language, 'title', t.title)
        FROM own_texts t JOIN code_snippet_versions version ON version.id = t.version_id
        WHERE t.id = ${text_id ?? null}::uuid AND t.user_id = users.id) AS text
    FROM users WHERE ${isActiveUser(caller)}
  `,
  );
  return row;
}

const drillToEndSchema = z.strictObject({
  /** The drill's result if it is stored. */
  result_id: z.uuid().nullable(),
  is_deleted: z.boolean(),
  texts: z.array(versionTextSchema),
});

/** Returns the texts of a drill, and whether it is stored; undefined when the caller may not act. */
export async function findDrillToEnd(db: Db, caller: Caller, { session_id, parts }: Ticket) {
  const versions = parts.map(([version]) => version);
  const [row] = await selectRows(
    db,
    drillToEndSchema,
    sql`
    SELECT
      (SELECT id FROM typing_results WHERE session_id = ${session_id} AND user_id = users.id) AS result_id,
      EXISTS (SELECT FROM typing_sessions WHERE id = ${session_id} AND deleted_at IS NOT NULL) AS is_deleted,
      (SELECT coalesce(json_agg(json_build_object('version_id', v.id, 'text', v.snippet_text)), '[]')
        FROM code_snippet_versions v WHERE v.id = ANY (${versions}::int[])) AS texts
    FROM users WHERE ${isActiveUser(caller)}
  `,
  );
  return row;
}

const storedDrillSchema = z.strictObject({
  ...typingResultSchema.shape,
  ...drillFiguresSchema.shape,
  /** False when an earlier call had stored it. */
  inserted: z.boolean(),
});
export type StoredDrill = z.infer<typeof storedDrillSchema>;

const RESULT_COLUMNS = sql.join(
  Object.keys(typingResultSchema.shape)
    .concat("words_per_minute", "raw_words_per_minute", "consistency", "errors")
    .map((column) => sql.ref(`result.${column}`)),
);

/** Returns a drill that was stored before. */
export async function findStoredDrill(db: Db, id: string): Promise<StoredDrill | undefined> {
  const [row] = await selectRows(
    db,
    storedDrillSchema,
    sql`SELECT ${RESULT_COLUMNS}, false AS inserted FROM typing_results result WHERE id = ${id}`,
  );
  return row;
}

/** A verified drill. */
export interface DrillToStore {
  ticket: Ticket;
  log: readonly KeyPress[];
  correct_keys: number;
  incorrect_keys: number;
  duration_ms: number;
  figures: DrillFigures;
  sums: Omit<PackedSums, "days">;
  endedAt: Date;
}

const insertedSchema = z.union([storedDrillSchema, noRowSchema]);

/**
 * Stores a drill, and adds its keys to the player's statistics, once: of two calls at once one waits for the other's
 * lock on the account, and gets its row by `DO UPDATE`. Only the first has `xmax = 0`.
 *
 * @returns undefined when the caller may not act, or when the token's drill is not theirs
 */
export async function insertDrill(
  db: Db,
  caller: Caller,
  { ticket, log, correct_keys, incorrect_keys, duration_ms, figures, sums, endedAt }: DrillToStore,
): Promise<StoredDrill | undefined> {
  const total = correct_keys + incorrect_keys;
  const { words_per_minute, raw_words_per_minute, accuracy_percentage, consistency, errors } =
    figures;
  const keysPerMinute = duration_ms === 0 ? 0 : (total * 60_000) / duration_ms;
  const rows = await selectRows(
    db,
    insertedSchema,
    sql`
    WITH player AS (${activeUserLock(caller)}),
    session AS (
      INSERT INTO typing_sessions (
        id, user_id, language, focus, targets, parts, key_sequence, started_at, ended_at,
        is_completed, keys_counted, keys_due
      ) SELECT ${ticket.session_id}, player.id, ${ticket.language}, ${JSON.stringify(ticket.focus)}::jsonb,
        ${ticket.targets}::text[], ${JSON.stringify(ticket.parts)}::jsonb, ${JSON.stringify(packKeys(log))}::jsonb,
        ${new Date(ticket.started_at)}, date_trunc('milliseconds', ${endedAt}::timestamptz), true, true, false
      FROM player
      ON CONFLICT (id) DO UPDATE SET id = excluded.id WHERE typing_sessions.user_id = excluded.user_id
        AND typing_sessions.deleted_at IS NULL
      RETURNING *
    ), result AS (
      INSERT INTO typing_results (
        session_id, user_id, total_keys_pressed, correct_keys, incorrect_keys, accuracy_percentage,
        keys_per_minute, duration_seconds, words_per_minute, raw_words_per_minute, consistency, duration_ms, errors, ended_at
      ) SELECT id, user_id, ${total}, ${correct_keys}, ${incorrect_keys}, ${accuracy_percentage},
        ${keysPerMinute}, ${Math.ceil(duration_ms / 1_000)}, ${words_per_minute}, ${raw_words_per_minute},
        ${consistency}, ${duration_ms}, ${JSON.stringify(errors)}::jsonb, ended_at
      FROM session
      ON CONFLICT (session_id) DO UPDATE SET session_id = excluded.session_id
      RETURNING *, xmax = 0 AS inserted
    ), counted AS (
      SELECT ${addKeystrokes(sums, {
        userId: sql.ref("result.user_id"),
        language: sql`${ticket.language}::"Language"`,
        endedAt: sql.ref("result.ended_at"),
      })} FROM result WHERE inserted
    )
    SELECT ${RESULT_COLUMNS}, result.inserted
    FROM (SELECT) nothing LEFT JOIN result ON true LEFT JOIN counted ON true
  `,
  );
  const row = onlyRow(rows);
  return row.id === null ? undefined : row;
}

const historyRowSchema = z.union([drillHistoryItemSchema.strict(), noRowSchema]);

/** Returns the caller's drills, newest first and one more than `limit`; undefined when the caller may not act. */
export async function findDrills(
  db: Db,
  caller: Caller,
  { limit, language, after }: Omit<DrillHistoryQuery, "cursor"> & { after: TimeCursor | undefined },
): Promise<DrillHistoryItem[] | undefined> {
  const conditions = [
    sql`user_id = ${caller.id} AND game_session_id IS NULL AND deleted_at IS NULL`,
    ...(language ? [sql`language = ${language}`] : []),
    ...(after ? [sql`(ended_at, id) < (${after[0]}, ${after[1]})`] : []),
  ];
  const rows = await selectRows(
    db,
    historyRowSchema,
    sql`
    WITH drill AS (
      SELECT id, language, focus, targets, parts FROM typing_sessions
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY ended_at DESC, id DESC LIMIT ${pageRows(limit)}
    )
    SELECT result.id, result.session_id, result.user_id, result.total_keys_pressed, result.correct_keys,
      result.incorrect_keys, result.accuracy_percentage, result.keys_per_minute, result.duration_seconds,
      result.ended_at, result.created_at, result.words_per_minute, result.raw_words_per_minute,
      result.consistency, drill.language, drill.focus, drill.targets, (
        SELECT t.title FROM code_snippet_versions version JOIN own_texts t ON t.id = version.own_text_id
        WHERE version.id = (drill.parts -> 0 ->> 0)::int) AS text_title
    FROM users LEFT JOIN (drill JOIN typing_results result ON result.session_id = drill.id) ON true
    WHERE ${isActiveUser(caller)}
    ORDER BY result.ended_at DESC, result.session_id DESC
  `,
  );
  if (rows.length === 0) return undefined;
  return rows.filter((row): row is DrillHistoryItem => row.id !== null);
}

const deletedSchema = z.strictObject({ deleted: z.boolean() });

/**
 * Takes a drill out of the caller's history. Its keys leave the statistics when `settleKeystrokes` comes to it.
 *
 * @param resultId the id of its result; null for no id at all
 * @returns whether there was one; undefined when the caller may not act
 */
export async function deleteDrill(db: Db, caller: Caller, resultId: string | null) {
  const [row] = await selectRows(
    db,
    deletedSchema,
    sql`
    WITH deleted AS (
      UPDATE typing_sessions session SET deleted_at = clock_timestamp(), keys_due = true
      FROM typing_results result, users
      WHERE result.id = ${resultId} AND session.id = result.session_id AND session.user_id = ${caller.id}
        AND session.game_session_id IS NULL AND session.deleted_at IS NULL AND ${isActiveUser(caller)}
      RETURNING session.id
    )
    SELECT EXISTS (SELECT FROM deleted) AS deleted FROM users WHERE ${isActiveUser(caller)}
  `,
  );
  return row?.deleted;
}
