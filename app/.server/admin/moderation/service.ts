/** The rules of judging runs. */
import { z } from "zod";
import { timeSchema } from "../../../contracts/account.ts";
import type { Replay } from "../../../contracts/game.ts";
import type { Page } from "../../../contracts/list.ts";
import type { Judgement, ModeratedResult, ModerationQuery } from "../../../contracts/moderation.ts";
import type { Actor, Caller } from "../../auth/authorization/queries.ts";
import { assertHasRole } from "../../auth/authorization/service.ts";
import type { Db } from "../../db/client.ts";
import { readCursor, writeCursor } from "../../db/pages.ts";
import { idIn } from "../../db/rows.ts";
import { isoTime } from "../../db/time.ts";
import { DomainError } from "../../errors.ts";
import { replayOf } from "../../games/results/service.ts";
import type { BoardCache } from "../../leaderboards/cache.ts";
import { entryOf } from "../audit/service.ts";
import { findQueue, findRun, findRunReplay, type QueueCursor, updateStatus } from "./queries.ts";

const cursorSchema: z.ZodType<QueueCursor> = z.tuple([timeSchema, z.uuid()]);

const noResult = () => new DomainError("not_found", "There is no such result");

const resultOf = ({ session, ...result }: ModeratedResult): ModeratedResult => ({
  ...result,
  ended_at: isoTime(result.ended_at),
  created_at: isoTime(result.created_at),
  session: {
    ...session,
    started_at: isoTime(session.started_at),
    ended_at: isoTime(session.ended_at),
  },
});

/** A page of the runs of one status, the newest first. @throws `unauthenticated`, `forbidden`, `validation_failed` */
export async function queue(
  db: Db,
  caller: Caller,
  { cursor, ...query }: ModerationQuery,
): Promise<Page<ModeratedResult>> {
  const { limit } = query;
  const after = readCursor(cursorSchema, cursor);
  const { admitted, rows } = await findQueue(db, caller, { ...query, after });
  assertHasRole(admitted);
  const items = rows.slice(0, limit).map(resultOf);
  const last = items.at(-1);
  const more = rows.length > limit && last;
  return { items, next_cursor: more ? writeCursor([last.ended_at, last.id]) : null };
}

/** One run beside what helps to judge it. @throws `unauthenticated`, `forbidden`, `not_found` */
export async function runUnderReview(db: Db, caller: Caller, resultId: string) {
  const { admitted, waiting, found } = await findRun(db, caller, idIn(resultId));
  assertHasRole(admitted);
  if (!found) throw noResult();
  const { run, player, acts, ...rest } = found;
  return {
    ...rest,
    waiting,
    run: resultOf(run),
    player: { ...player, created_at: isoTime(player.created_at) },
    acts: acts.map(entryOf),
  };
}

/**
 * What it takes to watch a run, whether or not its player's account is switched off.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `log_forgotten`
 */
export async function replayUnderReview(db: Db, caller: Caller, resultId: string): Promise<Replay> {
  const { admitted, found } = await findRunReplay(db, caller, idIn(resultId));
  assertHasRole(admitted);
  return replayOf(found);
}

/**
 * Verifies or voids a run; verifying a voided one restores it. Boards, statistics and achievements follow at once. What
 * it is already, it stays, and nothing is recorded.
 *
 * @throws `unauthenticated`, `forbidden`, `not_found`, `unranked_result`, `own_result`
 */
export async function judge(
  db: Db,
  actor: Actor,
  resultId: string,
  judgement: Judgement,
  boards: BoardCache,
): Promise<ModeratedResult> {
  const judged = await updateStatus(db, actor, idIn(resultId), judgement);
  assertHasRole(judged.admitted);
  const { result, before, own } = judged;
  if (!result) throw noResult();
  if (before === "UNRANKED") {
    throw new DomainError("unranked_result", "It counts for nothing, so there is nothing to judge");
  }
  const { status } = judgement;
  if (own && status === "VERIFIED" && before !== status) {
    throw new DomainError("own_result", "Somebody else must look at your own run");
  }
  await boards.drop(judged.boards);
  return resultOf({ ...result, status });
}
