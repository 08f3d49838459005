/** All SQL about races besides that of their results. Each function is one round trip. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { difficultySchema, languageSchema, outcomeSchema } from "../../contracts/game.ts";
import { racerKindSchema } from "../../contracts/race-protocol.ts";
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";
import { activeUserLock, type Caller, isActiveUser } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { checkedRow, onlyRow, selectRows } from "../db/rows.ts";
import { bestPace } from "../games/plausibility/queries.ts";
import { servedSnippets, servedSnippetsSchema } from "../games/sessions/queries.ts";
import { type StartQuota, takeStart } from "../games/start/queries.ts";

const personShape = { id: z.uuid(), username: z.string(), display_name: z.string() };
const personSchema = z.strictObject(personShape);
export type PersonRow = z.infer<typeof personSchema>;

/** Returns the caller; undefined when the account may not act. */
export async function findPerson(db: Db, caller: Caller): Promise<PersonRow | undefined> {
  const row = await db
    .selectFrom("users")
    .select(["id", "username", "display_name"])
    .where(isActiveUser(caller))
    .executeTakeFirst();
  return row && checkedRow(personSchema, row);
}

const racePlanSchema = z.strictObject({
  person: personSchema.nullable(),
  /** The person's rating in this language; null for a guest, and before a first race. */
  rating: z.int().nullable(),
  snippets: servedSnippetsSchema,
  versions: z.array(z.int()),
  /** 0, or the seconds until the next start fits; then there are no snippets. */
  wait: z.int(),
});
export type RacePlanRow = z.infer<typeof racePlanSchema>;

/**
 * Counts the start of a race, and picks the least used snippets for it, in random order. It does not count them as used:
 * a race can be made without an account.
 *
 * @param caller who makes the race; undefined for a guest
 * @returns undefined when the caller may not act
 */
export async function findRacePlan(
  db: Db,
  caller: Caller | undefined,
  plan: { language: Language; difficulty: Difficulty; snippetCount: number },
  quota: StartQuota,
): Promise<RacePlanRow | undefined> {
  const person = caller
    ? sql`SELECT json_build_object('id', users.id, 'username', username, 'display_name', display_name) AS person
        , (SELECT rating FROM race_ratings r
            WHERE r.user_id = users.id AND r.language = ${plan.language} AND r.races > 0) AS rating
        FROM (${activeUserLock(caller)}) locked JOIN users ON users.id = locked.id`
    : sql`SELECT NULL::json AS person, NULL::int AS rating`;
  const [row] = await selectRows(
    db,
    racePlanSchema,
    sql`
    WITH maker AS MATERIALIZED (${person}),
    counted AS MATERIALIZED (SELECT person, rating, ${takeStart(quota)} AS wait FROM maker),
    picked AS MATERIALIZED (
      SELECT version_id FROM counted CROSS JOIN LATERAL least_used_snippets(
        ${plan.language}, ${plan.difficulty}, CASE WHEN wait = 0 THEN ${plan.snippetCount}::int ELSE 0 END)
    ), plan AS MATERIALIZED (
      SELECT coalesce(array_agg(version_id ORDER BY random()), '{}') AS versions FROM picked
    )
    SELECT person, rating, versions, ${servedSnippets(sql`plan.versions`)} AS snippets, wait FROM plan, counted
  `,
  );
  return row;
}

const raceSchema = z.strictObject({
  race_id: z.uuid(),
  code: z.string(),
  language: languageSchema,
  difficulty: difficultySchema,
  rated: z.boolean(),
  started_at: z.string(),
  ended_at: z.string(),
  players: z.array(
    z.strictObject({
      id: z.int(),
      kind: racerKindSchema,
      name: z.string(),
      username: z.string().nullable(),
      /** Null for a run that a moderator voided. */
      place: z.int().nullable(),
      score: z.int(),
      standard_wpm: z.int(),
      outcome: outcomeSchema,
      result_id: z.uuid().nullable(),
      rating: z.strictObject({ before: z.int(), after: z.int() }).nullable(),
    }),
  ),
});
export type StoredRace = z.infer<typeof raceSchema>;

const IS_THERE = sql`(users.id IS NULL OR users.is_active AND users.deleted_at IS NULL)`;

/** The place of the rows `player` of one race, each with its `result`: a voided run has none, and those after it move up. */
export const RACE_PLACE = sql`CASE WHEN result.status IS DISTINCT FROM 'VOIDED' THEN rank() OVER (
  PARTITION BY result.status IS NOT DISTINCT FROM 'VOIDED' ORDER BY player.final_score DESC) END`;

/** The run of a row `player` as everybody may see it: nobody but its owner and moderators knows of one that is being checked. */
const SHOWN_RESULT = sql`CASE WHEN result.status IN ('HELD', 'FLAGGED') THEN NULL ELSE player.result_id END`;

/** A racer's row as JSON. Of an account that is gone the race keeps the place alone. */
const PLAYER = sql`json_build_object(
  'id', player.number,
  'kind', CASE WHEN player.is_ghost THEN 'ghost' WHEN player.user_id IS NULL THEN 'guest' ELSE 'player' END,
  'score', player.final_score, 'place', ${RACE_PLACE},
  'standard_wpm', player.standard_wpm, 'outcome', player.outcome,
  'name', CASE WHEN ${IS_THERE} THEN coalesce(users.display_name, player.name) ELSE '' END,
  'username', CASE WHEN ${IS_THERE} THEN users.username END,
  'result_id', CASE WHEN ${IS_THERE} THEN ${SHOWN_RESULT} END,
  'rating', CASE WHEN ${IS_THERE} AND player.rating_after IS NOT NULL
    THEN json_build_object('before', player.rating_before, 'after', player.rating_after) END)`;

/** Returns the latest race of a code that is over; undefined when there is none. */
export async function findRace(db: Db, code: string): Promise<StoredRace | undefined> {
  const [row] = await selectRows(
    db,
    raceSchema,
    sql`
    SELECT race.id AS race_id, race.code, race.language, race.difficulty, race.rated, race.started_at, race.ended_at,
      (SELECT coalesce(json_agg(shown.row), '[]') FROM (
        SELECT ${PLAYER} AS row FROM race_players player
        LEFT JOIN game_results result ON result.id = player.result_id
        LEFT JOIN users ON users.id = CASE WHEN player.is_ghost THEN result.user_id ELSE player.user_id END
        WHERE player.race_id = race.id ORDER BY player.place, player.number) shown) AS players
    FROM races race WHERE race.code = ${code} ORDER BY race.started_at DESC LIMIT 1
  `,
  );
  return row;
}

const ratingShape = { mu: z.number(), sigma: z.number(), races: z.int() };

const racersSchema = z.strictObject({
  /** The players of the race if it is stored already. */
  stored: z
    .array(
      z.strictObject({
        id: z.int(),
        place: z.int(),
        result_id: z.uuid().nullable(),
        rating: z.strictObject({ before: z.int(), after: z.int() }).nullable(),
      }),
    )
    .nullable(),
  racers: z.array(
    z.strictObject({
      user_id: z.uuid(),
      best_pace: z.number().nullable(),
      /** Null before the first rated race. */
      rating: z.strictObject(ratingShape).nullable(),
    }),
  ),
});
export type RacersRow = z.infer<typeof racersSchema>;

/** Returns what it takes to store a race: whether it is stored, and of each active account its pace and its rating. */
export async function findRacers(
  db: Db,
  raceId: string,
  userIds: readonly string[],
  language: Language,
): Promise<RacersRow> {
  const rows = await selectRows(
    db,
    racersSchema,
    sql`
    SELECT
      (SELECT json_agg(json_build_object('id', number, 'place', place, 'result_id', ${SHOWN_RESULT},
          'rating', CASE WHEN rating_after IS NOT NULL
            THEN json_build_object('before', rating_before, 'after', rating_after) END) ORDER BY number)
        FROM race_players player LEFT JOIN game_results result ON result.id = player.result_id
        WHERE race_id = ${raceId}) AS stored,
      (SELECT coalesce(json_agg(json_build_object('user_id', users.id, 'best_pace', ${bestPace(sql.ref("users.id"))},
          'rating', (SELECT json_build_object('mu', mu, 'sigma', sigma, 'races', races) FROM race_ratings r
            WHERE r.user_id = users.id AND r.language = ${language}))), '[]')
        FROM users WHERE users.id = ANY (${userIds}::uuid[]) AND is_active AND deleted_at IS NULL) AS racers
  `,
  );
  return onlyRow(rows);
}

/** The columns of `races`. */
export interface RaceRow {
  id: string;
  code: string;
  language: Language;
  difficulty: Difficulty;
  seed: number;
  engine_version: number;
  snippet_versions: number[];
  rated: boolean;
  started_at: string;
  ended_at: string;
}

/** The columns of `race_players` besides the race's id, and of a rated player what `store_race` compares and writes. */
export interface PlayerRow {
  number: number;
  /** A ghost has the result that it showed, and no account: it is not that player who raced. */
  is_ghost: boolean;
  user_id: string | null;
  result_id: string | null;
  name: string;
  place: number;
  final_score: number;
  standard_wpm: number;
  outcome: string;
  rating_before: number | null;
  rating_after: number | null;
  mu_before: number | null;
  sigma_before: number | null;
  mu: number | null;
  sigma: number | null;
  races: number | null;
}

/** Stores a race with its ratings, once. Returns false when a rating has changed since it was read. */
export async function insertRace(db: Db, race: RaceRow, players: PlayerRow[]): Promise<boolean> {
  const rows = await selectRows(
    db,
    z.strictObject({ stored: z.boolean() }),
    sql`SELECT store_race(${JSON.stringify(race)}::jsonb, ${JSON.stringify(players)}::jsonb) AS stored`,
  );
  return onlyRow(rows).stored;
}

/**
 * Returns the statement that inserts the session of a racer's run, owned by the row of the CTE `allowed`. It returns the
 * session that is there if this run was stored before, so that storing it again finds its result.
 */
export const raceSession = (run: {
  session_id: string;
  race: RaceRow;
  mode: Mode;
  outcome: string;
  ended_at_ms: number;
}): RawBuilder<unknown> => sql`
  INSERT INTO game_sessions (
    id, user_id, language, difficulty, mode, seed, engine_version, snippet_versions,
    started_at, expires_at, ended_at, is_completed, outcome, ended_at_ms
  ) SELECT
    ${run.session_id}::uuid, allowed.id, ${run.race.language}, ${run.race.difficulty}, ${run.mode}, ${run.race.seed},
    ${run.race.engine_version}, ${run.race.snippet_versions}, ${run.race.started_at}, ${run.race.ended_at},
    ${run.race.ended_at}, true, ${run.outcome}, ${run.ended_at_ms}
  FROM allowed
  ON CONFLICT (id) DO UPDATE SET id = excluded.id WHERE game_sessions.user_id = excluded.user_id
  RETURNING id`;
