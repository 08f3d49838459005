/** The SQL that judges runs. One round trip. */
import { sql } from "kysely";
import { z } from "zod";
import { type Judgement, resultStatusSchema } from "../../../../contracts/moderation.ts";
import { writeAudit } from "../../../audit/queries.ts";
import {
  type Actor,
  accountLocks,
  hasRole,
  hasRoleRowShape,
} from "../../../auth/authorization/queries.ts";
import type { Db } from "../../../db/client.ts";
import { onlyRow, selectRows } from "../../../db/rows.ts";
import { isTooShortRow } from "../../../games/results/queries.ts";
import { boardKeySchema } from "../../../leaderboards/board-key.ts";
import { boardOf, RETENTION } from "../../../leaderboards/rank/queries.ts";
import { isReviewable, MODERATED_COLUMNS, moderatedResultRowSchema } from "../queries.ts";
import { isReported, settleReports } from "../reports/queries.ts";

const judgedRowSchema = z.strictObject({
  ...hasRoleRowShape,
  /** The result before the judgement; null when there is none. */
  result: moderatedResultRowSchema.nullable(),
  /** The status that the judgement gives; null when there is no result. */
  after: resultStatusSchema.nullable(),
  /** Why the judgement was refused, as a problem code; null when it was not. */
  refusal: z.enum(["unranked_result", "own_result"]).nullable(),
  /** The boards that changed. */
  boards: z.array(boardKeySchema),
});

/**
 * Sets the status of a result, settles the reports that wait, brings statistics, achievements and boards up to date, and
 * writes the audit log. Unranked runs are not judged, runs that are too short to count are not verified, and nobody
 * verifies their own. To verify an unranked run that was reported settles its reports, and the run stays unranked.
 *
 * The statement first locks the player's account, as storing a result does, so that neither misses the other's
 * change; then it locks the result, so that two judgements at once are audited in their order.
 */
export async function updateStatus(
  db: Db,
  actor: Actor,
  resultId: string | null,
  { status, reason }: Judgement,
) {
  const isVerified = sql`${status} = 'VERIFIED'`;
  const mayAct = hasRole(actor, "MODERATOR", sql`locked users`);
  const statement = sql`
    WITH locked AS (${accountLocks(sql`
      ARRAY(SELECT user_id FROM game_results WHERE id = ${resultId}) || ${actor.id}::uuid`)}),
    found AS (
      SELECT id, user_id, status, ${isReported(sql.ref("game_results.id"))} AS is_reported,
        ${isTooShortRow(sql.ref("game_results"))} AS is_too_short
      FROM game_results
      WHERE id = ${resultId} AND (SELECT count(*) FROM locked) > 0
        AND ${isReviewable(sql.ref("game_results"))} FOR NO KEY UPDATE
    ),
    run AS (
      SELECT id, user_id, status,
        CASE WHEN status = 'UNRANKED' THEN status ELSE ${status} END AS after,
        CASE
          WHEN status = 'UNRANKED' AND NOT (${isVerified} AND is_reported) THEN 'unranked_result'
          WHEN status <> 'UNRANKED' AND ${isVerified} AND is_too_short THEN 'unranked_result'
          WHEN user_id = ${actor.id} AND ${isVerified} AND (status <> 'VERIFIED' OR is_reported) THEN 'own_result'
        END AS refusal
      FROM found
    ),
    changed AS (
      UPDATE game_results SET status = run.after, due_at = NULL FROM run
      WHERE game_results.id = run.id AND run.refusal IS NULL AND run.status <> run.after AND ${mayAct}
      RETURNING run.id, run.user_id, run.status AS before
    ),
    settled AS (${settleReports(sql`(SELECT id FROM run WHERE refusal IS NULL AND ${mayAct}) run`)}),
    reports AS (SELECT count(*) AS settled FROM settled),
    audited AS (${writeAudit(actor, {
      action: status === "VOIDED" ? "result.voided" : "result.verified",
      from: sql`reports, changed JOIN locked player ON player.id = changed.user_id`,
      id: sql`changed.id`,
      name: sql`player.username`,
      details: sql`jsonb_build_object('before', changed.before, 'after', ${status}::text, 'reason', ${reason}::text)
        || CASE WHEN settled > 0 THEN jsonb_build_object('reports', settled) ELSE '{}' END`,
    })}),
    audited_reports AS (${writeAudit(actor, {
      action: "result.reports_settled",
      from: sql`(SELECT run.*, settled FROM run, reports
          WHERE settled > 0 AND NOT EXISTS (SELECT FROM changed)) unchanged
        JOIN locked player ON player.id = unchanged.user_id`,
      id: sql`unchanged.id`,
      name: sql`player.username`,
      details: sql`jsonb_build_object('reports', settled, 'reason', ${reason}::text)`,
    })}),
    boards AS (SELECT board.* FROM changed CROSS JOIN LATERAL settle_results(changed.user_id, ${RETENTION}) board)
    SELECT ${mayAct} AS has_role,
      (SELECT coalesce(json_agg(${boardOf(sql.ref("boards"))}), '[]') FROM boards) AS boards,
      (SELECT to_json(result) FROM (
        SELECT ${MODERATED_COLUMNS} FROM game_results result
        WHERE result.id = ${resultId} AND ${isReviewable(sql.ref("result"))}
      ) result) AS result,
      (SELECT after FROM run) AS after,
      (SELECT refusal FROM run) AS refusal
  `;
  return onlyRow(await selectRows(db, judgedRowSchema, statement));
}
