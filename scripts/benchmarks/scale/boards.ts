/** SQL that computes the boards from all generated results, and the boards that need milestones. */
import { sql } from "kysely";
import type { Db } from "../../../app/.server/db/client.ts";
import type { BoardKey } from "../../../app/.server/leaderboards/board-key.ts";
import { LARGE_BOARD } from "../../../app/.server/leaderboards/milestones/queries.ts";
import { KEPT_DAYS, KEPT_WEEKS } from "../../../app/.server/leaderboards/periods.ts";
import { boardOf } from "../../../app/.server/leaderboards/rank/queries.ts";
import { ENGINE_VERSION } from "../../../app/engine/index.ts";
import type { Population } from "./population.ts";

const PERIODS = {
  all_time: "'0001-01-01'::date",
  weekly: "date_trunc('week', day)::date",
  daily: "day",
} as const;

const METRICS = { score: "score", wpm: "wpm" } as const;

const COLUMNS =
  "(score, ranked_at, user_id, result_id, leaderboard_type, period_start, metric, language, difficulty, season)";

/**
 * Returns a statement that inserts each player's best result for one type and metric, by language and
 * difficulty, and from these by language alone, by difficulty alone, and for all.
 */
function insertBests(
  part: number,
  type: keyof typeof PERIODS,
  metric: keyof typeof METRICS,
  now: string,
) {
  const best = (language: boolean, difficulty: boolean, table: string) => {
    const by = [
      "p",
      "period",
      ...(language ? ["language"] : []),
      ...(difficulty ? ["difficulty"] : []),
    ];
    return `(SELECT DISTINCT ON (${by}) place, ended_at, p, user_id, result_id, i, period,
        ${language ? "language" : "NULL AS language"}, ${difficulty ? "difficulty" : "NULL AS difficulty"}
      FROM ${table} ORDER BY ${by}, place DESC, i)`;
  };
  return `
    INSERT INTO leaderboards ${COLUMNS}
    WITH run AS (
      SELECT p, i, user_id, result_id, ended_at, language, difficulty, ${PERIODS[type]} AS period, ${METRICS[metric]}::float8 AS place
      FROM bench.runs_${part} WHERE verified AND NOT bench.is_off(p)${metric === "wpm" ? " AND counts_for_speed(seconds)" : ""}
    ), leaf AS MATERIALIZED (
      SELECT * FROM ${best(true, true, "run")} leaf WHERE period >= board_kept_since('${type}', ${KEPT_WEEKS}, ${KEPT_DAYS}, ${now})
    )
    SELECT place, ended_at, user_id, result_id, '${type}', period, '${metric}', language, difficulty, ${ENGINE_VERSION}
    FROM (
      SELECT place, ended_at, p, user_id, result_id, i, period, language, difficulty FROM leaf
      UNION ALL ${best(true, false, "leaf")}
      UNION ALL ${best(false, true, "leaf")}
      UNION ALL ${best(false, false, "leaf")}
    ) best`;
}

/** Returns statements that insert the players of one part into all boards that are still kept. */
export function insertBoards(part: number, { until }: Population): string[] {
  const now = `'${until.toISOString()}'::timestamptz`;
  const types = Object.keys(PERIODS) as (keyof typeof PERIODS)[];
  const metrics = Object.keys(METRICS) as (keyof typeof METRICS)[];
  return [
    ...types.flatMap((type) => metrics.map((metric) => insertBests(part, type, metric, now))),
    `INSERT INTO leaderboards ${COLUMNS}
      SELECT score, ended_at, user_id, result_id, 'challenge', day, 'score', language, difficulty, ${ENGINE_VERSION}
      FROM bench.runs_${part}
      WHERE verified AND challenge AND NOT bench.is_off(p) AND day >= board_kept_since('challenge', ${KEPT_WEEKS}, ${KEPT_DAYS}, ${now})`,
  ];
}

/** Returns the boards that are large enough for milestones, also those of past periods. */
export async function largeBoards(db: Db): Promise<BoardKey[]> {
  const { rows } = await sql<{ board: BoardKey }>`
    SELECT ${boardOf(sql.ref("board"))} AS board FROM leaderboards board
    GROUP BY leaderboard_type, period_start, metric, language, difficulty, season
    HAVING count(*) >= ${LARGE_BOARD}
  `.execute(db);
  return rows.map(({ board }) => board);
}
