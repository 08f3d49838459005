/** All SQL about a player's dashboard. */

import { sql } from "kysely";
import { z } from "zod";
import type {
  ActiveDay,
  Changes,
  RecentRun,
  Skill,
  TrendPoint,
} from "../../../contracts/dashboard.ts";
import {
  difficultySchema,
  languageSchema,
  modeSchema,
  resultSchema,
} from "../../../contracts/game.ts";
import { statisticsSchema } from "../../../contracts/statistics.ts";
import { ENGINE_VERSION } from "../../../engine/index.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { selectRows } from "../../db/rows.ts";
import { jsonTimeSchema } from "../../db/time.ts";
import { shownStatus } from "../../games/results/queries.ts";
import { FIRST_DAY } from "../../leaderboards/board-key.ts";
import { onBoard } from "../../leaderboards/rank/queries.ts";
import { mostTypedKeys, mostTypedKeysSchema } from "../../practice/keystrokes/queries.ts";
import { FIGURES, streakOn } from "../statistics/queries.ts";

const trendPointSchema: z.ZodType<TrendPoint> = z.strictObject({
  runs: z.int(),
  standard_wpm: z.number(),
  key_accuracy: z.number(),
  best_score: z.int(),
  first: jsonTimeSchema,
  last: jsonTimeSchema,
});

const skillSchema: z.ZodType<Skill> = z.strictObject({
  language: languageSchema,
  difficulty: difficultySchema,
  runs: z.int(),
  standard_wpm: z.number().nullable(),
  key_accuracy: z.number().nullable(),
  best_score: z.number().nullable(),
});

const activeDaySchema: z.ZodType<ActiveDay> = z.strictObject({
  day: z.iso.date(),
  runs: z.int(),
});

const recentRunSchema: z.ZodType<RecentRun> = resultSchema
  .pick({
    id: true,
    final_score: true,
    standard_wpm: true,
    key_accuracy: true,
    waves_completed: true,
    playtime_seconds: true,
    total_words_typed: true,
    status: true,
    off_boards: true,
  })
  .extend({
    ended_at: jsonTimeSchema,
    session: z.strictObject({
      language: languageSchema,
      difficulty: difficultySchema,
      mode: modeSchema,
    }),
  })
  .strict();

const comparedShape = {
  final_score: z.number(),
  standard_wpm: z.number().nullable(),
  key_accuracy: z.number().nullable(),
};
const comparedSchema = z.strictObject(comparedShape).nullable();
const weekSchema = z.strictObject({ ...comparedShape, runs: z.int() }).nullable();
const changesSchema: z.ZodType<Changes> = z.strictObject({
  last: z
    .strictObject({
      id: z.uuid(),
      language: languageSchema,
      difficulty: difficultySchema,
      run: z.strictObject(comparedShape),
      before: comparedSchema,
    })
    .nullable(),
  week: z.strictObject({ now: weekSchema, before: weekSchema }),
});

const dashboardRowSchema = z.strictObject({
  statistics: statisticsSchema
    .omit({ id: true, user_id: true, created_at: true, updated_at: true })
    .strict(),
  changes: changesSchema,
  trend: z.array(trendPointSchema),
  skills: z.array(skillSchema),
  days: z.array(activeDaySchema),
  recent: z.array(recentRunSchema),
  /** The languages whose challenge of today is taken. */
  dailies: z.array(languageSchema),
  fingers: mostTypedKeysSchema.nullable(),
});
export type DashboardRow = z.infer<typeof dashboardRowSchema>;

/** A player's best of a language and difficulty, for each row of both enumerations. */
const BEST = onBoard(
  {
    type: "all_time",
    period_start: FIRST_DAY,
    metric: "score",
    language: sql.ref("every_language.language"),
    difficulty: sql.ref("every_difficulty.difficulty"),
    season: ENGINE_VERSION,
  },
  sql.ref("leaderboards"),
);

export interface Bounds {
  /** The number of results that trend and skills are computed from, whatever their status. */
  latest: number;
  /** The most points of a trend. */
  points: number;
  recent: number;
  /** UTC days: the calendar's first, and today. */
  from: string;
  today: string;
  now: Date;
}

/** The figures of the row `run` that are compared. */
const COMPARED = sql`json_build_object('final_score', run.final_score,
  'standard_wpm', run.standard_wpm, 'key_accuracy', run.key_accuracy)`;

/** SQL of JSON: the runs of the CTE `verified` in the seven days that end `weeks` weeks before `now`; null without any. */
const weekOf = (now: Date, weeks: number) => {
  const end = sql`${now}::timestamptz - make_interval(weeks => ${weeks}::int)`;
  return sql`(
    SELECT CASE WHEN count(*) > 0 THEN json_build_object('runs', count(*), 'final_score', max(final_score),
      'standard_wpm', avg(standard_wpm), 'key_accuracy', avg(key_accuracy)) END
    FROM verified WHERE ended_at > ${end} - interval '1 week' AND ended_at <= ${end})`;
};

/**
 * Returns everything that the dashboard shows, in one round trip; undefined when the caller may not act.
 *
 * What it reads is bounded, however many runs the player has: the latest runs by indexes of the player, the
 * calendar's days by the history's index alone, each best by its key. Figures of all time are maintained
 * when a result is stored.
 */
export async function findDashboard(
  db: Db,
  caller: Caller,
  { latest, points, recent, from, today, now }: Bounds,
): Promise<DashboardRow | undefined> {
  const figures = db
    .selectFrom("user_statistics")
    .select(FIGURES)
    .select(streakOn(today))
    .where("user_id", "=", caller.id);
  const [row] = await selectRows(
    db,
    dashboardRowSchema,
    sql`
    WITH me AS (SELECT users.id FROM users WHERE ${isActiveUser(caller)}),
    latest AS (SELECT run.* FROM me, latest_runs(me.id, ${latest}) run),
    verified AS (
      SELECT * FROM latest WHERE status = 'VERIFIED'
    ),
    trend AS (
      SELECT point, count(*) AS runs, avg(standard_wpm) AS standard_wpm,
        avg(key_accuracy) AS key_accuracy, max(final_score) AS best_score,
        min(ended_at) AS first, max(ended_at) AS last
      FROM (
        SELECT *, ntile(${points}) OVER (ORDER BY ended_at, id) AS point
        FROM verified WHERE standard_wpm IS NOT NULL
      ) figured GROUP BY point
    ),
    skill AS (
      SELECT language, difficulty, count(*) AS runs, avg(standard_wpm) AS standard_wpm,
        avg(key_accuracy) AS key_accuracy
      FROM verified GROUP BY language, difficulty
    ),
    best AS (
      SELECT board.language, board.difficulty, board.score
      FROM me, unnest(enum_range(NULL::"Language")) AS every_language (language),
        unnest(enum_range(NULL::"Difficulty")) AS every_difficulty (difficulty),
        LATERAL (
          SELECT * FROM leaderboards
          WHERE ${BEST} AND user_id = me.id
        ) board
    ),
    newest AS (SELECT * FROM verified ORDER BY ended_at DESC, id DESC LIMIT 1),
    active AS (
      SELECT (ended_at AT TIME ZONE 'UTC')::date AS day, count(*) AS runs
      FROM me JOIN game_results ON user_id = me.id
        AND ended_at >= ${from}::date::timestamp AT TIME ZONE 'UTC'
      GROUP BY 1
    )
    SELECT
      (SELECT to_json(own) FROM ${figures} own) AS statistics,
      json_build_object(
        'last', (SELECT json_build_object('id', run.id, 'language', run.language, 'difficulty', run.difficulty,
            'run', ${COMPARED}, 'before', (
              SELECT ${COMPARED} FROM verified run
              WHERE (run.language, run.difficulty) = (newest.language, newest.difficulty)
                AND (run.ended_at, run.id) < (newest.ended_at, newest.id)
              ORDER BY run.ended_at DESC, run.id DESC LIMIT 1))
          FROM newest, LATERAL (SELECT newest.*) run),
        'week', json_build_object('now', ${weekOf(now, 0)}, 'before', ${weekOf(now, 1)})) AS changes,
      (SELECT coalesce(json_agg(to_jsonb(trend) - 'point' ORDER BY point), '[]') FROM trend) AS trend,
      (SELECT coalesce(json_agg(json_build_object(
          'language', language, 'difficulty', difficulty, 'runs', coalesce(skill.runs, 0),
          'standard_wpm', skill.standard_wpm, 'key_accuracy', skill.key_accuracy,
          'best_score', best.score) ORDER BY language, difficulty), '[]')
        FROM skill FULL JOIN best USING (language, difficulty)) AS skills,
      (SELECT coalesce(json_agg(active ORDER BY active.day), '[]') FROM active) AS days,
      (SELECT coalesce(json_agg(json_build_object(
          'id', id, 'final_score', final_score, 'standard_wpm', standard_wpm,
          'key_accuracy', key_accuracy, 'waves_completed', waves_completed,
          'playtime_seconds', playtime_seconds, 'total_words_typed', total_words_typed,
          'ended_at', ended_at, 'status', ${shownStatus(sql.ref("recent_run"))}, 'off_boards', off_boards,
          'session', json_build_object('language', language, 'difficulty', difficulty, 'mode', mode))
          ORDER BY ended_at DESC, id DESC), '[]')
        FROM (SELECT * FROM latest ORDER BY ended_at DESC, id DESC LIMIT ${sql.lit(recent)}) recent_run) AS recent,
      (SELECT coalesce(json_agg(session.language), '[]') FROM game_sessions session
        WHERE session.user_id = me.id AND session.mode = 'daily'
          AND session.challenge_day = ${today}::date) AS dailies,
      ${mostTypedKeys(sql.ref("me.id"))} AS fingers
    FROM me
  `,
  );
  return row;
}
