/** All SQL that opens sessions. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { CHALLENGE_DIFFICULTY, languageSchema } from "../../../contracts/game.ts";
import type { Difficulty, Language, Mode } from "../../../engine/plan.ts";
import { activeUserLock, type Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { noRowSchema, selectRows } from "../../db/rows.ts";
import { isVersionThere, languageOfText, textToPlay } from "../../practice/texts/queries.ts";
import { isTryOver, playsChallenge } from "../daily/seal/queries.ts";
import { isVisibleTo } from "../results/queries.ts";
import { SESSION_COLUMNS, servedSnippets, sessionRowSchema } from "../sessions/queries.ts";

/** A subject whose starts are counted, as a hash, and how many of them it may have in a while. */
export interface StartQuota {
  subjects: { subject: string; most: number }[];
  seconds: number;
}

/** SQL that counts a start: 0, or the seconds until the next one fits (`take_start`). Call it after the account is locked. */
export const takeStart = ({ subjects, seconds }: StartQuota): RawBuilder<number> =>
  sql<number>`take_start(
    ${subjects.map(({ subject }) => subject)}::text[], ${subjects.map(({ most }) => most)}::int[], ${seconds}::int)`;

/** What every session is opened with. */
export interface Opening {
  seed: number;
  engineVersion: number;
  idleSeconds: number;
  quota: StartQuota;
}

const refusalShape = {
  /** After how many seconds the next start fits; 0 when this one fits. */
  wait: z.int(),
  /** Whether the plan is not the player's to have: that of today's challenge before their own try, or another's text. */
  refused: z.boolean(),
  /** The language of the own text; null for other starts, and when the caller has no such text. */
  text_language: languageSchema.nullable(),
};
/** The session that was opened; none when the start was refused. */
const openedRowSchema = z.union([
  sessionRowSchema.extend(refusalShape),
  noRowSchema.extend(refusalShape),
]);
export type OpenedRow = z.infer<typeof openedRowSchema>;

/**
 * Locks the caller's account, counts the start, and opens a session unless the plan is refused or the quota is used up.
 * Without an id of a player the database's functions open nothing, and a refused start counts no snippet as used.
 * `refused` is read from the statement's snapshot, before it waits for the lock: what was open then stays open.
 *
 * @param session the rows of `game_sessions` that a function opens for the player `allowed.user_id`
 * @param conditions.refused a condition on the row `player`; where it is true, the start is not counted either
 * @param conditions.textLanguage the language of the own text that is played, by the row `player`
 * @returns undefined when the caller may not act; an id of null when nothing was opened
 */
async function openSession(
  db: Db,
  caller: Caller,
  quota: StartQuota,
  session: RawBuilder<unknown>,
  {
    refused = sql<boolean>`false`,
    textLanguage = sql`NULL::"Language"`,
  }: { refused?: RawBuilder<boolean>; textLanguage?: RawBuilder<unknown> } = {},
): Promise<OpenedRow | undefined> {
  const [row] = await selectRows(
    db,
    openedRowSchema,
    sql`
    WITH player AS MATERIALIZED (${activeUserLock(caller)}),
    judged AS MATERIALIZED (
      SELECT id, ${refused} AS refused, ${textLanguage} AS text_language FROM player
    ), counted AS MATERIALIZED (
      SELECT id, refused, text_language, CASE WHEN refused THEN 0 ELSE ${takeStart(quota)} END AS wait FROM judged
    ),
    allowed AS MATERIALIZED (
      SELECT CASE WHEN wait = 0 AND NOT refused THEN id END AS user_id, wait, refused, text_language FROM counted
    )
    SELECT ${SESSION_COLUMNS}, ${servedSnippets()} AS snippets, allowed.wait, allowed.refused, allowed.text_language
    FROM allowed LEFT JOIN LATERAL (${session}) session ON true
    -- Names the table, so that a connection plans this again once the table, and so the function's result, has another column (record 60).
    LEFT JOIN game_sessions ON false
  `,
  );
  return row;
}

export interface SessionStart extends Opening {
  language: Language;
  difficulty: Difficulty;
  mode: Mode;
  snippetCount: number;
}

/** Opens a session and picks its snippets, by the database's function `start_game`. Returns what `openSession` returns. */
export const insertSession = (db: Db, caller: Caller, start: SessionStart) =>
  openSession(
    db,
    caller,
    start.quota,
    sql`
    SELECT * FROM start_game(
      allowed.user_id, ${start.language}, ${start.difficulty}, ${start.mode}, ${start.snippetCount},
      ${start.seed}, ${start.engineVersion}, ${start.idleSeconds})`,
  );

export interface ChallengeStart extends Opening {
  language: Language;
  mode: "daily" | "daily_practice";
  day: string;
  snippetCount: number;
}

/**
 * Opens a session on a day's challenge. Violates `game_sessions_daily_key` when the caller has taken the
 * ranked try. Practice is sealed before the try is over. Returns what `openSession` returns.
 */
export const insertChallengeSession = (db: Db, caller: Caller, start: ChallengeStart) =>
  openSession(
    db,
    caller,
    start.quota,
    sql`
    SELECT * FROM start_challenge(
      allowed.user_id, ${start.language}, ${CHALLENGE_DIFFICULTY}, ${start.day}, ${start.mode}, ${start.snippetCount},
      ${start.seed}, ${start.engineVersion}, ${start.idleSeconds})`,
    start.mode === "daily"
      ? {}
      : {
          refused: sql<boolean>`NOT ${isTryOver(sql.ref("player.id"), sql`${start.language}`, start.day)}`,
        },
  );

export interface OwnTextStart extends Opening {
  textId: string;
  language: Language;
  difficulty: Difficulty;
}

/** Opens a session on an own text, which is refused in another language than the text's. Returns what `openSession` returns. */
export function insertOwnTextSession(db: Db, caller: Caller, start: OwnTextStart) {
  const textLanguage = languageOfText(sql.ref("player.id"), start.textId);
  return openSession(
    db,
    caller,
    start.quota,
    sql`
    SELECT opened.* FROM (${textToPlay(sql.ref("allowed.user_id"), start.textId)}) text
    CROSS JOIN LATERAL open_session(
      allowed.user_id, text.language, ${start.difficulty}, 'own', ${start.seed}, ARRAY[text.version_id], NULL,
      ${start.engineVersion}, ${start.idleSeconds}) opened
    WHERE text.language = ${start.language}`,
    { textLanguage, refused: sql<boolean>`${textLanguage} IS DISTINCT FROM ${start.language}` },
  );
}

/** The row `result` with this id and its session `played`; none when its player is gone, or `viewer` may not see it. */
export const visibleRun = (viewer: Caller | undefined, resultId: string) => sql`
  game_results result
  JOIN users rival ON rival.id = result.user_id AND rival.is_active AND rival.deleted_at IS NULL
  JOIN game_sessions played ON played.id = result.session_id AND result.id = ${resultId}
    AND ${isVisibleTo(viewer, sql.ref("result"), sql.ref("played"))}`;

/**
 * The mode of a rematch of the row `played`: relaxed too if that is, since otherwise the ghost would play by other rules,
 * and as private as that if it plays an own text.
 */
export const REMATCH_MODE = sql<Mode>`
  CASE WHEN played.mode IN ('relaxed', 'own') THEN played.mode ELSE 'rematch' END`;

/**
 * Opens a session on the plan of a result. Returns what `openSession` returns; an id of null that neither `wait` nor
 * `refused` explains when there is no such result.
 *
 * @param day whose challenge is sealed before the caller's own try
 */
export const insertRematchSession = (
  db: Db,
  caller: Caller,
  resultId: string,
  day: string,
  { engineVersion, idleSeconds, quota }: Omit<Opening, "seed">,
) =>
  openSession(
    db,
    caller,
    quota,
    sql`
    SELECT opened.* FROM ${visibleRun(caller, resultId)}
    CROSS JOIN LATERAL open_session(
      allowed.user_id, played.language, played.difficulty,
      ${REMATCH_MODE}, played.seed, played.snippet_versions, NULL, ${engineVersion}, ${idleSeconds},
      result.id) opened
    WHERE played.mode <> 'own' OR ${isVersionThere(sql`played.snippet_versions[1]`)}`,
    {
      refused: sql<boolean>`EXISTS (
      SELECT FROM ${visibleRun(caller, resultId)}
      WHERE ${playsChallenge(sql.ref("played"), day)} AND result.user_id <> player.id
        AND NOT ${isTryOver(sql.ref("player.id"), sql.ref("played.language"), day)})`,
    },
  );
