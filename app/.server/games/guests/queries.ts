/** All SQL about games of guests. Each function is one round trip. */
import { sql } from "kysely";
import { z } from "zod";
import { type ClaimRequest, difficultySchema, languageSchema } from "../../../contracts/game.ts";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow, noRowSchema, onlyRow, selectRows } from "../../db/rows.ts";
import { playsChallenge } from "../daily/seal/queries.ts";
import { bestPace } from "../plausibility/queries.ts";
import { servedSnippets, servedSnippetsSchema } from "../sessions/queries.ts";
import { REMATCH_MODE, type StartQuota, takeStart, visibleRun } from "../start/queries.ts";
import type { Ticket } from "./tickets.ts";

const claimRowSchema = z.strictObject({
  snippets: servedSnippetsSchema,
  best_pace: z.number().nullable(),
});
const guestPlanSchema = z.strictObject({
  snippets: servedSnippetsSchema,
  versions: z.array(z.int()),
  /** 0, or the seconds until the next start fits; then there are no snippets. */
  wait: z.int(),
});
export type GuestPlan = z.infer<typeof guestPlanSchema>;

/**
 * Counts the start of a guest. Picks the least used snippets for it, unless the quota is used up, and returns them in
 * random order. Does not count them as used.
 */
export async function findGuestPlan(
  db: Db,
  language: Language,
  difficulty: Difficulty,
  snippetCount: number,
  quota: StartQuota,
): Promise<GuestPlan> {
  const rows = await selectRows(
    db,
    guestPlanSchema,
    sql`
    WITH counted AS MATERIALIZED (SELECT ${takeStart(quota)} AS wait),
    picked AS MATERIALIZED (
      SELECT version_id FROM counted CROSS JOIN LATERAL least_used_snippets(
        ${language}, ${difficulty}, CASE WHEN counted.wait = 0 THEN ${snippetCount}::int ELSE 0 END)
    ), plan AS MATERIALIZED (
      SELECT coalesce(array_agg(version_id ORDER BY random()), '{}') AS versions FROM picked
    )
    SELECT versions, ${servedSnippets(sql`plan.versions`)} AS snippets, wait FROM plan, counted
  `,
  );
  return onlyRow(rows);
}

const refusalShape = { wait: z.int(), sealed: z.boolean() };
const guestRematchSchema = z.union([
  z.strictObject({
    ...refusalShape,
    id: z.uuid(),
    language: languageSchema,
    difficulty: difficultySchema,
    mode: z.enum(["rematch", "relaxed"]),
    seed: z.int(),
    versions: z.array(z.int()),
    snippets: servedSnippetsSchema,
  }),
  noRowSchema.extend(refusalShape),
]);
export type GuestRematch = z.infer<typeof guestRematchSchema>;

/**
 * Counts the start of a guest's rematch, and returns the plan of the result. An id of null without a plan: it is
 * `sealed`, which counts no start, the next start fits after `wait` seconds, or there is no such result for strangers.
 *
 * @param day whose challenge is sealed: a guest has no try of their own
 */
export async function findGuestRematch(
  db: Db,
  resultId: string,
  day: string,
  quota: StartQuota,
): Promise<GuestRematch> {
  const rows = await selectRows(
    db,
    guestRematchSchema,
    sql`
    WITH run AS MATERIALIZED (
      SELECT result.id, played.language, played.difficulty, ${REMATCH_MODE} AS mode, played.seed,
        played.snippet_versions AS versions, ${playsChallenge(sql.ref("played"), day)} AS sealed
      FROM ${visibleRun(undefined, resultId)}
    ), judged AS MATERIALIZED (SELECT EXISTS (SELECT FROM run WHERE sealed) AS sealed),
    counted AS MATERIALIZED (
      SELECT sealed, CASE WHEN sealed THEN 0 ELSE ${takeStart(quota)} END AS wait FROM judged
    )
    SELECT run.id, run.language, run.difficulty, run.mode, run.seed, run.versions, counted.wait, counted.sealed,
      CASE WHEN run.id IS NOT NULL THEN ${servedSnippets(sql`run.versions`)} END AS snippets
    FROM counted LEFT JOIN run ON counted.wait = 0 AND NOT counted.sealed
  `,
  );
  return onlyRow(rows);
}

/** Returns the snippets that a ticket names, and the caller's best pace; undefined when the caller may not act. */
export async function findClaim(db: Db, caller: Caller, versions: number[]) {
  const row = await db
    .selectFrom("users")
    .select(servedSnippets(sql`${versions}::int[]`).as("snippets"))
    .select(bestPace(sql.ref("users.id")).as("best_pace"))
    .where(isActiveUser(caller))
    .executeTakeFirst();
  return row && checkedRow(claimRowSchema, row);
}

/**
 * Returns the statement that inserts the session of a claimed guest game, owned by the row of the CTE `allowed`. It
 * inserts nothing if the game was claimed before.
 */
export const claimedSession = (ticket: Ticket, { outcome, ended_at_ms }: ClaimRequest) => sql`
  INSERT INTO game_sessions (
    id, user_id, language, difficulty, mode, seed, engine_version, snippet_versions,
    raced_result_id, started_at, expires_at, ended_at, is_completed, outcome, ended_at_ms
  ) SELECT
    ${ticket.session_id}, allowed.id, ${ticket.language}, ${ticket.difficulty}, ${ticket.mode},
    ${ticket.seed}, ${ticket.engine_version}, ${ticket.snippet_versions}, ${ticket.raced_result_id}::uuid,
    ${new Date(ticket.started_at)}, now(), now(), true, ${outcome}, ${ended_at_ms}
  FROM allowed
  ON CONFLICT (id) DO NOTHING RETURNING id`;
