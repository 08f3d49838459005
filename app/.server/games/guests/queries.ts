/** All SQL about games of guests. Each function is one round trip. */
import { sql } from "kysely";
import type { ClaimRequest } from "../../../contracts/game.ts";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { type SnippetRow, servedSnippets } from "../sessions/queries.ts";
import type { Ticket } from "./tickets.ts";

export interface GuestPlan {
  versions: number[];
  snippets: SnippetRow[];
}

/** Snippets for a guest: the least used first, random among equals, and none is counted as used. */
export async function findGuestPlan(
  db: Db,
  language: Language,
  difficulty: Difficulty,
  snippetCount: number,
): Promise<GuestPlan> {
  const { rows } = await sql<GuestPlan>`
    WITH picked AS MATERIALIZED (
      SELECT version_id FROM least_used_snippets(${language}, ${difficulty}, ${snippetCount})
    ), plan AS MATERIALIZED (
      SELECT coalesce(array_agg(version_id ORDER BY random()), '{}') AS versions FROM picked
    )
    SELECT versions, ${servedSnippets(sql`plan.versions`)} AS snippets FROM plan
  `.execute(db);
  return rows[0] ?? { versions: [], snippets: [] };
}

/** The texts that a ticket names; undefined when the caller may not act. */
export async function findClaim(db: Db, caller: Caller, versions: number[]) {
  const { rows } = await sql<{ snippets: SnippetRow[] }>`
    SELECT ${servedSnippets(sql`${versions}::int[]`)} AS snippets FROM users WHERE ${isActiveUser(caller)}
  `.execute(db);
  return rows[0];
}

/** The statement that stores the session of a claimed game for the CTE `player`, unless somebody has claimed it. */
export const claimedSession = (ticket: Ticket, { outcome, ended_at_ms }: ClaimRequest) => sql`
  INSERT INTO game_sessions (
    id, user_id, language, difficulty, mode, seed, engine_version, snippet_versions,
    started_at, expires_at, ended_at, is_completed, outcome, ended_at_ms
  ) SELECT
    ${ticket.session_id}, player.id, ${ticket.language}, ${ticket.difficulty}, 'standard',
    ${ticket.seed}, ${ticket.engine_version}, ${ticket.snippet_versions},
    ${new Date(ticket.started_at)}, now(), now(), true, ${outcome}, ${ended_at_ms}
  FROM player
  ON CONFLICT (id) DO NOTHING RETURNING id`;
