/** The rules of moderation: the queue of flagged runs, and judging them. */
import type { Replay } from "../../../contracts/game.ts";
import type { Page } from "../../../contracts/list.ts";
import type {
  Judgement,
  ModeratedResult,
  ModerationQuery,
  RaceUnderReview,
} from "../../../contracts/moderation.ts";
import type { Actor, Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { withIsoTimes } from "../../db/json-times.ts";
import { pageFrom, readCursor, timeCursorSchema } from "../../db/pages.ts";
import { uuidOrNull } from "../../db/rows.ts";
import { DomainError } from "../../errors.ts";
import { readingsOf } from "../../games/plausibility/rules.ts";
import { replayOf } from "../../games/results/service.ts";
import type { BoardCache } from "../../leaderboards/cache.ts";
import { auditEntryOf } from "../audit/service.ts";
import { updateStatus } from "./judgement/queries.ts";
import {
  findQueue,
  findResultUnderReview,
  findRunReplay,
  type ModeratedResultRow,
} from "./queries.ts";
import type { RaceRow } from "./reports/queries.ts";

const noResult = () => new DomainError("not_found", "There is no such result");

const moderatedResultOf = (row: ModeratedResultRow): ModeratedResult => ({
  ...withIsoTimes(row, "ended_at", "created_at", "due_at"),
  session: withIsoTimes(row.session, "started_at", "ended_at"),
});

const raceOf = (row: RaceRow): RaceUnderReview => ({
  ...row,
  reports: row.reports.map((report) => withIsoTimes(report, "created_at", "settled_at")),
});

/** Returns a page of the runs of one list, the newest first. @throws `unauthenticated`, `forbidden`, `validation_failed` */
export async function queue(
  db: Db,
  caller: Caller,
  { cursor, ...query }: ModerationQuery,
): Promise<Page<ModeratedResult>> {
  const after = readCursor(timeCursorSchema, cursor);
  const { has_role, rows } = await findQueue(db, caller, { ...query, after });
  assertHasRole(has_role);
  return pageFrom(rows.map(moderatedResultOf), query.limit, (run) => [run.ended_at, run.id]);
}

/**
 * Returns a run with its player, its evidence and how the rules read it, its race, its audit entries, and its neighbours in the
 * queue.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`
 */
export async function resultUnderReview(db: Db, caller: Caller, resultId: string) {
  const { has_role, found } = await findResultUnderReview(db, caller, uuidOrNull(resultId));
  assertHasRole(has_role);
  if (!found) throw noResult();
  const { run, player, audit_entries, evidence, race, queue_length, ...neighbours } = found;
  return {
    ...neighbours,
    queueLength: queue_length,
    run: moderatedResultOf(run),
    player: withIsoTimes(player, "created_at"),
    evidence,
    race: race && raceOf(race),
    readings: evidence ? readingsOf(evidence) : [],
    auditEntries: audit_entries.map(auditEntryOf),
  };
}

/**
 * Returns the replay of a run, also when its player's account is switched off.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `log_forgotten`
 */
export async function replayUnderReview(db: Db, caller: Caller, resultId: string): Promise<Replay> {
  const { has_role, found } = await findRunReplay(db, caller, uuidOrNull(resultId));
  assertHasRole(has_role);
  return replayOf(found);
}

const REFUSALS = {
  unranked_result: "It counts for nothing, so there is nothing to judge",
  own_result: "Somebody else must look at your own run",
};

/**
 * Verifies or voids a run, and settles its reports; verifying a voided run restores it. Boards, statistics and
 * achievements follow at once. A run that has the status already and no reports is not changed, and nothing is audited.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `unranked_result`, `own_result`
 */
export async function judge(
  db: Db,
  actor: Actor,
  resultId: string,
  judgement: Judgement,
  boardCache: BoardCache,
): Promise<ModeratedResult> {
  const { has_role, result, after, refusal, boards } = await updateStatus(
    db,
    actor,
    uuidOrNull(resultId),
    judgement,
  );
  assertHasRole(has_role);
  if (!result || !after) throw noResult();
  if (refusal) throw new DomainError(refusal, REFUSALS[refusal]);
  await boardCache.drop(boards);
  return moderatedResultOf({ ...result, status: after, due_at: null, reports: [] });
}
