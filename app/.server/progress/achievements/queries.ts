/** All SQL about achievements, except for the database's functions (`count_result`, `recount_player`). */
import { sql } from "kysely";
import { type Achievement, achievementSchema } from "../../../contracts/achievement.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { execute, selectRows } from "../../db/rows.ts";
import type { Definition } from "./definitions.ts";

/** Makes the table equal to the definitions. Rows that are equal already are not touched. */
export async function storeDefinitions(db: Db, definitions: Definition[]): Promise<void> {
  const rows = JSON.stringify(
    definitions.map((definition, position) => ({ ...definition, position })),
  );
  await execute(
    db,
    sql`
    WITH defined AS (
      SELECT * FROM jsonb_populate_recordset(NULL::achievements, ${rows}::jsonb)
    ), gone AS (
      DELETE FROM achievements WHERE key NOT IN (SELECT key FROM defined)
    )
    INSERT INTO achievements AS a
      (key, family, level, name, description, requirement_type, requirement_value, points, position)
    SELECT key, family, level, name, description, requirement_type, requirement_value, points, position
    FROM defined
    ON CONFLICT (key) DO UPDATE SET
      family = excluded.family, level = excluded.level, name = excluded.name,
      description = excluded.description, points = excluded.points, position = excluded.position,
      requirement_type = excluded.requirement_type, requirement_value = excluded.requirement_value,
      ruled_at = CASE
        WHEN (a.requirement_type, a.requirement_value) = (excluded.requirement_type, excluded.requirement_value)
        THEN a.ruled_at ELSE clock_timestamp() END
    WHERE (a.family, a.level, a.name, a.description, a.points, a.position, a.requirement_type, a.requirement_value)
      IS DISTINCT FROM (excluded.family, excluded.level, excluded.name, excluded.description,
        excluded.points, excluded.position, excluded.requirement_type, excluded.requirement_value)
  `,
  );
}

/** True for the achievement that every player's first verified run grants. */
const OF_FIRST_RUN = sql`requirement_type = 'games' AND requirement_value = 1`;

/**
 * Returns all achievements in their order, with the caller's progress and the share of players that hold each.
 *
 * Counting all holders takes 0.4 s with three million unlocked achievements, so the cron job does it every hour. This
 * statement adds those that were granted since, of an hour at most: a range of an index. So whoever unlocks an achievement
 * sees themselves among its holders. What a moderator took away since is still counted.
 */
export async function findAchievements(db: Db, caller: Caller | undefined): Promise<Achievement[]> {
  return selectRows(
    db,
    achievementSchema.strict(),
    sql`
    WITH player AS MATERIALIZED (
      SELECT users.id, achievement_metrics(s, NULL, NULL) AS metrics
      FROM users JOIN user_statistics s ON s.user_id = users.id
      WHERE ${caller ? isActiveUser(caller) : sql`false`}
    ), counted AS MATERIALIZED (
      SELECT max(rarity_at) AS counted_at, max(players) AS players FROM achievements
    ), since AS MATERIALIZED (
      SELECT achievement_id AS id, count(*) AS holders FROM user_achievements
      WHERE created_at > (SELECT counted_at FROM counted) GROUP BY achievement_id
    ), now AS MATERIALIZED (
      SELECT players + coalesce((
        SELECT holders FROM since JOIN achievements USING (id) WHERE ${OF_FIRST_RUN}), 0) AS players
      FROM counted
    )
    SELECT a.id, a.name, a.description, a.family, a.level, a.points,
      a.requirement_type, a.requirement_value,
      least(1, (round(a.rarity * a.players) + coalesce(since.holders, 0)) / greatest(1, now.players)) AS rarity,
      -- A subquery, so that the planner never reads the unlocked achievements of everybody to join them.
      (SELECT unlocked_at FROM user_achievements u
        WHERE u.user_id = player.id AND u.achievement_id = a.id) AS unlocked_at,
      (player.metrics ->> a.requirement_type)::double precision AS progress
    FROM achievements a CROSS JOIN now
    LEFT JOIN since USING (id)
    LEFT JOIN player ON true
    ORDER BY a.position
  `,
  );
}
