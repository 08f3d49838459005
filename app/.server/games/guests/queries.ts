/** All SQL about games of guests. Each function is one round trip. */
import { sql } from "kysely";
import { z } from "zod";
import type { ClaimRequest } from "../../../contracts/game.ts";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { checkedRow, onlyRow, selectRows } from "../../db/rows.ts";
import { bestPace } from "../plausibility/queries.ts";
import { servedSnippets, servedSnippetsSchema } from "../sessions/queries.ts";
import { type StartQuota, takeStart } from "../start/queries.ts";
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
    started_at, expires_at, ended_at, is_completed, outcome, ended_at_ms
  ) SELECT
    ${ticket.session_id}, allowed.id, ${ticket.language}, ${ticket.difficulty}, 'standard',
    ${ticket.seed}, ${ticket.engine_version}, ${ticket.snippet_versions},
    ${new Date(ticket.started_at)}, now(), now(), true, ${outcome}, ${ended_at_ms}
  FROM allowed
  ON CONFLICT (id) DO NOTHING RETURNING id`;
