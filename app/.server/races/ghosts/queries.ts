/** The SQL that finds ghosts for a race, with their plan. */
import { sql } from "kysely";
import { z } from "zod";
import { CHALLENGE_DIFFICULTY, outcomeSchema } from "../../../contracts/game.ts";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";
import { playsChallenge } from "../../games/daily/seal/queries.ts";
import { bestPace } from "../../games/plausibility/queries.ts";
import { servedSnippets, servedSnippetsSchema } from "../../games/sessions/queries.ts";
import { onBoard } from "../../leaderboards/rank/queries.ts";
import { storedKeysSchema } from "../../practice/key-log.ts";

/** How many of the latest races, and of the days before today, are looked at. */
const LATEST_RACES = 60;
const LATEST_DAYS = 30;
/** A day has thousands of runs. So many are looked at above a score, and so many below. */
const NEAR = 10;
/** The scores near which they are looked for when the racer's own is not known, as shares of the day's best. */
const SPREAD = [0.2, 0.5, 0.8];

const ghostsRowSchema = z.strictObject({
  seed: z.int(),
  versions: z.array(z.int()),
  snippets: servedSnippetsSchema,
  ghosts: z.array(
    z.strictObject({
      result_id: z.uuid(),
      name: z.string(),
      username: z.string(),
      outcome: outcomeSchema,
      ended_at_ms: z.int(),
      key_sequence: storedKeysSchema,
    }),
  ),
});
export type GhostsRow = z.infer<typeof ghostsRowSchema>;

/**
 * Returns a plan that everybody may know and none of the racers has played, with the runs on it that are nearest to the
 * racers' speed, or spread from slow to fast when that is not known.
 *
 * Plans are those of rated races, which have two accounts or more, and of past daily challenges. Runs are VERIFIED, of
 * players who are there, with their keys, and not off the boards, because nothing vouches for the clock of those. Of the plans
 * the one with the most runs is taken, up to `most`, and of equal ones that with the nearest.
 *
 * @param wish.day today: the plan of its challenge is sealed
 * @returns undefined when there is no such plan
 */
export async function findGhosts(
  db: Db,
  wish: {
    language: Language;
    difficulty: Difficulty;
    engineVersion: number;
    userIds: readonly string[];
    day: string;
    most: number;
  },
): Promise<GhostsRow | undefined> {
  const { language, difficulty, engineVersion, userIds, day, most } = wish;
  const key = { metric: "score", language, season: engineVersion } as const;
  const ownBoard = onBoard(
    { ...key, type: "all_time", period_start: "0001-01-01", difficulty },
    sql.ref("board"),
  );
  const dayBoard = sql`board.leaderboard_type = 'challenge' AND board.period_start = plan.day AND board.metric = 'score'
    AND board.season = ${engineVersion}::smallint AND board.language = ${language}
    AND board.difficulty = ${CHALLENGE_DIFFICULTY}`;
  const [row] = await selectRows(
    db,
    ghostsRowSchema,
    sql`
    WITH present AS MATERIALIZED (
      SELECT avg(${bestPace(sql.ref("person.id"))}) AS pace, avg(
        (SELECT board.score FROM leaderboards board WHERE board.user_id = person.id AND ${ownBoard})) AS score
      FROM unnest(${userIds}::uuid[]) AS person (id)
    ), plans AS MATERIALIZED (
      SELECT row_number() OVER () AS plan, earlier.* FROM (
        (SELECT seed, snippet_versions, language, id AS race_id, NULL::date AS day FROM races
          WHERE rated AND language = ${language} AND difficulty = ${difficulty} AND engine_version = ${engineVersion}
          ORDER BY started_at DESC LIMIT ${sql.lit(LATEST_RACES)})
        UNION ALL
        SELECT seed, snippet_versions, language, NULL, day FROM daily_challenges
          WHERE language = ${language} AND ${difficulty} = ${CHALLENGE_DIFFICULTY}
            AND day < ${day}::date AND day >= ${day}::date - ${LATEST_DAYS}::int
      ) earlier
      WHERE NOT ${playsChallenge(sql.ref("earlier"), day)} AND NOT EXISTS (
        SELECT FROM game_sessions own WHERE own.user_id = ANY (${userIds}::uuid[])
          AND own.seed = earlier.seed AND own.snippet_versions = earlier.snippet_versions)
    ), runs AS MATERIALIZED (
      SELECT DISTINCT ON (plan.plan, result.user_id) plan.plan, result.id AS result_id,
        coalesce((evidence.evidence #>> '{pace,best_60}')::float8, result.standard_wpm) AS pace,
        player.display_name AS name, player.username, session.id AS session_id, session.outcome, session.ended_at_ms
      FROM plans plan CROSS JOIN present
      CROSS JOIN LATERAL (
        SELECT result_id FROM race_players WHERE race_id = plan.race_id
        UNION ALL
        SELECT near.result_id FROM (
          SELECT present.score WHERE present.score IS NOT NULL
          UNION ALL
          SELECT share * best.score FROM unnest(${SPREAD}::float8[]) AS share, (
            SELECT board.score FROM leaderboards board WHERE ${dayBoard} ORDER BY -board.score LIMIT 1) best
          WHERE present.score IS NULL
        ) aim CROSS JOIN LATERAL (
          (SELECT board.result_id FROM leaderboards board WHERE ${dayBoard} AND -board.score <= -aim.score
            ORDER BY -board.score DESC LIMIT ${sql.lit(NEAR)})
          UNION ALL
          (SELECT board.result_id FROM leaderboards board WHERE ${dayBoard} AND -board.score > -aim.score
            ORDER BY -board.score LIMIT ${sql.lit(NEAR)})
        ) near WHERE plan.day IS NOT NULL
      ) candidate
      JOIN game_results result ON result.id = candidate.result_id AND result.status = 'VERIFIED' AND NOT result.off_boards
      JOIN users player ON player.id = result.user_id AND player.is_active AND player.deleted_at IS NULL
      JOIN game_sessions session ON session.id = result.session_id AND session.mode IN ('race', 'daily')
        AND session.engine_version = ${engineVersion}
      JOIN typing_sessions typed ON typed.game_session_id = session.id AND typed.key_sequence IS NOT NULL
      LEFT JOIN result_evidence evidence ON evidence.result_id = result.id
    ), tiled AS (
      SELECT runs.*, ntile(${most}::int) OVER (PARTITION BY plan ORDER BY pace, result_id) AS tile FROM runs
    ), turned AS (
      SELECT tiled.*, abs(tiled.pace - present.pace) AS distance,
        row_number() OVER (PARTITION BY plan, tile ORDER BY random()) AS turn
      FROM tiled CROSS JOIN present
    ), ranked AS (
      SELECT turned.*, row_number() OVER (PARTITION BY plan ORDER BY distance, turn, tile) AS place FROM turned
    ), chosen AS (
      SELECT plan FROM ranked WHERE place <= ${most}::int
      GROUP BY plan ORDER BY count(*) DESC, avg(distance), random() LIMIT 1
    )
    SELECT plans.seed, plans.snippet_versions AS versions, ${servedSnippets(sql`plans.snippet_versions`)} AS snippets,
      (SELECT json_agg(json_build_object(
          'result_id', ranked.result_id, 'name', ranked.name, 'username', ranked.username,
          'outcome', ranked.outcome, 'ended_at_ms', ranked.ended_at_ms, 'key_sequence', typed.key_sequence)
          ORDER BY ranked.place)
        FROM ranked JOIN typing_sessions typed ON typed.game_session_id = ranked.session_id
        WHERE ranked.plan = plans.plan AND ranked.place <= ${most}::int) AS ghosts
    FROM chosen JOIN plans ON plans.plan = chosen.plan
  `,
  );
  return row;
}
