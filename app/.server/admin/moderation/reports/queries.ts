/** SQL of the reports of racers, as parts of the statements of moderation. */
import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { raceUnderReviewSchema } from "../../../../contracts/moderation.ts";
import { jsonTimeSchema } from "../../../db/time.ts";
import { RACE_PLACE } from "../../../races/queries.ts";

/** The most reports of a race that a moderator sees. */
const MOST_SHOWN = 100;

/** The reports `report` of the player whose run `result` is. By the index of results, so that a run without a race costs a look-up. */
const reportsOf = (result: RawBuilder<unknown>) => sql`
  race_players player JOIN race_reports report
    ON report.race_id = player.race_id AND report.number = player.number AND report.settled_at IS NULL
  WHERE player.result_id = ${result}`;

/** The column `reports` of a `ModeratedResult`. */
export const openReports = (resultId: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  SELECT coalesce(json_agg(json_build_object('reason', reason, 'count', count) ORDER BY reason), '[]')
  FROM (SELECT report.reason, count(*) FROM ${reportsOf(resultId)} GROUP BY report.reason) reasons)`;

/** True for a run with reports that wait. It begins at these reports, of which there are few, and not at the runs. */
export const isReported = (
  resultId: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`${resultId} IN (
  SELECT player.result_id FROM race_reports report JOIN race_players player USING (race_id, number)
  WHERE report.settled_at IS NULL)`;

/** Returns the statement that settles the reports of the runs in `runs`, which has `id` and `user_id`. A row for each of them. */
export const settleReports = (runs: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  UPDATE race_reports report SET settled_at = now()
  FROM ${runs} JOIN race_players player ON player.result_id = run.id
  WHERE report.race_id = player.race_id AND report.number = player.number AND report.settled_at IS NULL
  RETURNING run.id AS result_id`;

export const raceRowSchema = raceUnderReviewSchema.extend({
  reports: raceUnderReviewSchema.shape.reports.element
    .extend({ created_at: jsonTimeSchema, settled_at: jsonTimeSchema.nullable() })
    .array(),
});
export type RaceRow = z.infer<typeof raceRowSchema>;

/** The race of a run as JSON, with all racers, also those whose account is switched off; null for a run without a race. */
export const raceOf = (resultId: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  SELECT json_build_object('code', race.code, 'rated', race.rated,
    'players', (SELECT json_agg(racer ORDER BY place NULLS LAST, number) FROM (
      SELECT player.number, coalesce(users.display_name, player.name) AS name, users.username,
        ${RACE_PLACE} AS place, player.final_score AS score, player.standard_wpm, player.outcome,
        player.result_id, result.status
      FROM race_players player LEFT JOIN users ON users.id = player.user_id
      LEFT JOIN game_results result ON result.id = player.result_id
      WHERE player.race_id = race.id) racer),
    'reports', (SELECT coalesce(json_agg(shown ORDER BY created_at DESC, id), '[]') FROM (
      SELECT report.id, report.number, report.reason, reporter.username AS reporter,
        report.created_at, report.settled_at
      FROM race_reports report JOIN users reporter ON reporter.id = report.reporter_id
      WHERE report.race_id = race.id ORDER BY report.created_at DESC, report.id LIMIT ${sql.lit(MOST_SHOWN)}) shown))
  FROM race_players own JOIN races race ON race.id = own.race_id WHERE own.result_id = ${resultId})`;
