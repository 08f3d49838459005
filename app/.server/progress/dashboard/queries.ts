/** All SQL about a player's own progress. */
import { sql } from "kysely";
import type { ActiveDay, RecentRun, Skill, TrendPoint } from "../../../contracts/dashboard.ts";
import type { PlayerFigures } from "../../../contracts/statistics.ts";
import type { Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { FIGURES, streakOn } from "../statistics/queries.ts";

export interface DashboardRow {
  statistics: PlayerFigures;
  trend: TrendPoint[];
  skills: Skill[];
  days: ActiveDay[];
  recent: RecentRun[];
  /** Of which today's challenge is taken. */
  dailies: Language[];
}

export interface Bounds {
  /** How many results are looked at, whatever they count for. */
  latest: number;
  /** How many points a trend has at most. */
  points: number;
  recent: number;
  /** UTC days: the calendar's first, and today. */
  from: string;
  today: string;
}

/**
 * Everything that the dashboard shows, in one round trip; undefined when the caller
 * may not act.
 *
 * What it reads is bounded however many runs there are: the latest by indexes of
 * their player alone, the calendar's days by the history's alone, the bests by a key each. All
 * that is of all time is kept where results are stored.
 */
export async function findDashboard(
  db: Db,
  caller: Caller,
  { latest, points, recent, from, today }: Bounds,
): Promise<DashboardRow | undefined> {
  const figures = db
    .selectFrom("user_statistics")
    .select(FIGURES)
    .select(streakOn(today))
    .where("user_id", "=", caller.id);
  const { rows } = await sql<DashboardRow>`
    WITH me AS (SELECT users.id FROM users WHERE ${isActiveUser(caller)}),
    latest AS (SELECT run.* FROM me, latest_runs(me.id, ${latest}) run),
    verified AS (
      SELECT *, ntile(${points}) OVER (ORDER BY ended_at, id) AS point
      FROM latest WHERE status = 'VERIFIED'
    ),
    trend AS (
      SELECT point, count(*) AS runs, avg(words_per_minute) AS words_per_minute,
        avg(accuracy_percentage) AS accuracy_percentage, max(final_score) AS best_score,
        min(ended_at) AS first, max(ended_at) AS last
      FROM verified GROUP BY point
    ),
    skill AS (
      SELECT language, difficulty, count(*) AS runs, avg(words_per_minute) AS words_per_minute,
        avg(accuracy_percentage) AS accuracy_percentage
      FROM verified GROUP BY language, difficulty
    ),
    best AS (
      SELECT board.language, board.difficulty, board.score
      FROM me, unnest(enum_range(NULL::"Language")) AS every_language (language),
        unnest(enum_range(NULL::"Difficulty")) AS every_difficulty (difficulty),
        LATERAL (
          SELECT * FROM leaderboards
          WHERE leaderboard_type = 'all_time' AND period_start = '0001-01-01' AND metric = 'score'
            AND leaderboards.language = every_language.language
            AND leaderboards.difficulty = every_difficulty.difficulty AND user_id = me.id
        ) board
    ),
    active AS (
      SELECT (ended_at AT TIME ZONE 'UTC')::date AS day, count(*) AS runs
      FROM me JOIN game_results ON user_id = me.id
        AND ended_at >= ${from}::date::timestamp AT TIME ZONE 'UTC'
      GROUP BY 1
    )
    SELECT
      (SELECT to_json(own) FROM ${figures} own) AS statistics,
      (SELECT coalesce(json_agg(to_jsonb(trend) - 'point' ORDER BY point), '[]') FROM trend) AS trend,
      (SELECT coalesce(json_agg(json_build_object(
          'language', language, 'difficulty', difficulty, 'runs', coalesce(skill.runs, 0),
          'words_per_minute', coalesce(skill.words_per_minute, 0),
          'accuracy_percentage', coalesce(skill.accuracy_percentage, 0),
          'best_score', best.score) ORDER BY language, difficulty), '[]')
        FROM skill FULL JOIN best USING (language, difficulty)) AS skills,
      (SELECT coalesce(json_agg(active ORDER BY active.day), '[]') FROM active) AS days,
      (SELECT coalesce(json_agg(json_build_object(
          'id', id, 'final_score', final_score, 'words_per_minute', words_per_minute,
          'accuracy_percentage', accuracy_percentage, 'waves_completed', waves_completed,
          'ended_at', ended_at, 'status', status,
          'session', json_build_object('language', language, 'difficulty', difficulty, 'mode', mode))
          ORDER BY ended_at DESC, id DESC), '[]')
        FROM (SELECT * FROM latest ORDER BY ended_at DESC, id DESC LIMIT ${recent}) newest) AS recent,
      (SELECT coalesce(json_agg(session.language), '[]') FROM game_sessions session
        WHERE session.user_id = me.id AND session.mode = 'daily'
          AND session.challenge_day = ${today}::date) AS dailies
    FROM me
  `.execute(db);
  return rows[0];
}
