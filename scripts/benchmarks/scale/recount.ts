/** Recounts generated players with the project's own functions, to check the generator. */
import { sql } from "kysely";
import type { Db } from "../../../app/.server/db/client.ts";
import { RETENTION } from "../../../app/.server/leaderboards/rank/queries.ts";

export interface Recount {
  /** Boards that the recount changed; none if the generator is right. */
  boards: unknown[];
  before: unknown[];
  after: unknown[];
}

/** Returns the statistics of players, with averages to six digits, and their achievements. */
async function progressOf(db: Db, ids: string[]): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT user_id, to_jsonb(s) - '{id,updated_at,recounted_at,avg_wpm,avg_accuracy}'::text[] AS exact,
      round(avg_wpm::numeric, 6) AS wpm, round(avg_accuracy::numeric, 6) AS accuracy,
      (SELECT json_agg(json_build_object('achievement', achievement_id, 'result', result_id, 'at', unlocked_at)
          ORDER BY achievement_id)
        FROM user_achievements u WHERE u.user_id = s.user_id) AS unlocked
    FROM user_statistics s WHERE user_id = ANY (${ids}) ORDER BY user_id`.execute(db);
  return rows;
}

/** Recounts `count` players in a transaction that is rolled back, and returns their progress before and after. */
export function recount(db: Db, until: Date, count: number): Promise<Recount> {
  return db.connection().execute(async (db) => {
    await sql`BEGIN`.execute(db);
    try {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM users ORDER BY id LIMIT ${count}`.execute(db);
      const ids = rows.map(({ id }) => id);
      const before = await progressOf(db, ids);
      const { rows: boards } = await sql`
        SELECT changed.* FROM unnest(${ids}::uuid[]) id
        CROSS JOIN LATERAL recount_boards(id, ${RETENTION}, ${until}) changed`.execute(db);
      await sql`SELECT recount_player(id) FROM unnest(${ids}::uuid[]) id`.execute(db);
      return { boards, before, after: await progressOf(db, ids) };
    } finally {
      await sql`ROLLBACK`.execute(db);
    }
  });
}
