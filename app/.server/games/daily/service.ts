/** The rules of the daily challenge. */
import type { Daily, DailyQuery } from "../../../contracts/challenge.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { DAY_MS, dayOf, untilTomorrow } from "../../db/time.ts";
import type { BoardCache } from "../../leaderboards/cache.ts";
import { boardPage, readBoardCursor } from "../../leaderboards/service.ts";
import { challengeBoard, findChallenge } from "./queries.ts";

/**
 * Returns today's challenge in one language, its board, the best of yesterday, and the caller's own try.
 *
 * @param cache of a page that is kept for visitors and dropped with its boards
 * @throws `validation_failed`
 */
export async function daily(
  db: Db,
  caller: Caller | undefined,
  { language, limit, cursor }: DailyQuery,
  now: Date,
  cache?: BoardCache,
): Promise<Daily> {
  const { day, ends_at } = untilTomorrow(now);
  const after = readBoardCursor(cursor);
  const yesterday = dayOf(new Date(now.getTime() - DAY_MS));
  // The board of the day before is shown too. The cache drops the challenges of a language together.
  if (!caller) await cache?.show(challengeBoard(day, language));
  const { rows, winners, friends, players, own_try } = await findChallenge(
    db,
    caller,
    { day, yesterday, language },
    { limit, after },
  );
  return {
    day,
    language,
    ends_at,
    players,
    mine: own_try,
    board: boardPage(rows, limit, after),
    friends: boardPage(friends, friends.length, undefined).items,
    yesterday: boardPage(winners, winners.length, undefined).items,
  };
}
