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

/** Returns all achievements in their order, with the caller's progress. */
export async function findAchievements(db: Db, caller: Caller | undefined): Promise<Achievement[]> {
  return selectRows(
    db,
    achievementSchema.strict(),
    sql`
    WITH player AS MATERIALIZED (
      SELECT users.id, achievement_metrics(s, NULL, NULL) AS metrics
      FROM users JOIN user_statistics s ON s.user_id = users.id
      WHERE ${caller ? isActiveUser(caller) : sql`false`}
    )
    SELECT a.id, a.name, a.description, a.family, a.level, a.points,
      a.requirement_type, a.requirement_value, a.rarity, unlocked.unlocked_at,
      (player.metrics ->> a.requirement_type)::double precision AS progress
    FROM achievements a
    LEFT JOIN player ON true
    LEFT JOIN user_achievements unlocked
      ON unlocked.achievement_id = a.id AND unlocked.user_id = player.id
    ORDER BY a.position
  `,
  );
}
