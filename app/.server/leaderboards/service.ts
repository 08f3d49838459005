/** The rules of boards: one row a player, their best. */
import { z } from "zod";
import { timeSchema } from "../../contracts/account.ts";
import type {
  Board,
  BoardEntry,
  BoardQuery,
  Place,
  PlaceQuery,
} from "../../contracts/leaderboard.ts";
import { PAGE_ITEMS, type Page } from "../../contracts/list.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { readCursor, writeCursor } from "../db/pages.ts";
import { dayOf, isoTime } from "../db/time.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import type { BoardCache } from "./cache.ts";
import { type Period, periodOf } from "./periods.ts";
import { type BoardCursor, type BoardRow, findBoard, findPlace, type PlaceRow } from "./queries.ts";
import type { BoardKey } from "./rank/queries.ts";

const cursorSchema: z.ZodType<BoardCursor> = z.tuple([
  z.int().min(1),
  z.number(),
  timeSchema,
  z.uuid(),
]);

/** Where the page that is asked for begins. @throws `validation_failed` */
export const readBoardCursor = (cursor: string | undefined) => readCursor(cursorSchema, cursor);

function entryOf(row: BoardRow, rank: number): BoardEntry {
  const { user_id: _, board_score: __, username, display_name, ended_at, ...numbers } = row;
  return { rank, user: { username, display_name }, ...numbers, ended_at: isoTime(ended_at) };
}

/** A page out of the `rows` of a board, which are one more than `limit` where it goes on. */
export function boardPage(
  rows: BoardRow[],
  limit: number,
  after: BoardCursor | undefined,
): Page<BoardEntry> {
  const before = after?.[0] ?? 0;
  const items = rows.slice(0, limit).map((row, index) => entryOf(row, before + index + 1));
  const [row, entry] = [rows[limit - 1], items.at(-1)];
  const more = rows.length > limit && row && entry;
  return {
    items,
    next_cursor: more
      ? writeCursor([entry.rank, row.board_score, entry.ended_at, row.user_id])
      : null,
  };
}

function notValid(path: string, message: string) {
  return new DomainError("validation_failed", message, { errors: [{ path, message }] });
}

/** Which board is asked for, and its period. @throws `validation_failed` */
function boardOf(
  { type, period: day, metric, language, difficulty }: PlaceQuery,
  now: Date,
): { board: BoardKey; period: Period } {
  const today = dayOf(now);
  if (day && type === "all_time") throw notValid("period", "All time has no periods");
  const period = periodOf(type, day ?? today);
  if (period.start > today) throw notValid("period", "This period has not begun");
  return { board: { type, period_start: period.start, metric, language, difficulty }, period };
}

function placeOf(place: PlaceRow | null, players: number, period: Period): Place {
  if (!place) return { rank: null, players, period, percentile: null, entry: null, around: [] };
  const { rank, own, above, below } = place;
  // Both are counted from milestones, which may be some minutes old.
  const all = Math.max(players, rank);
  const entry = entryOf(own, rank);
  const around = [
    ...above.map((row, index) => entryOf(row, rank - 1 - index)).reverse(),
    entry,
    ...below.map((row, index) => entryOf(row, rank + 1 + index)),
  ];
  return {
    rank,
    players: all,
    period,
    percentile: (100 * (all - rank + 1)) / all,
    entry,
    around,
  };
}

/** A page of a board, and where the caller stands on it. @throws `validation_failed` */
export async function boardAround(
  db: Db,
  caller: Caller | undefined,
  query: BoardQuery,
  now: Date,
): Promise<{ board: Board; place: Place }> {
  const { limit, cursor } = query;
  const { board, period } = boardOf(query, now);
  const after = readBoardCursor(cursor);
  const { rows, players, place } = await findBoard(db, caller, board, { limit, after });
  const page = boardPage(rows, limit, after);
  return {
    board: { ...page, players, period, generated_at: now.toISOString() },
    place: placeOf(place, players, period),
  };
}

/**
 * A page of a board. A first page may come out of the cache, up to five minutes old:
 * `cache` is for visitors of whom the board can tell no news.
 *
 * @throws `validation_failed`
 */
export async function leaderboard(
  db: Db,
  query: BoardQuery,
  now: Date,
  cache?: BoardCache,
): Promise<Board> {
  const { board: key } = boardOf(query, now);
  const first = query.cursor === undefined && query.limit === PAGE_ITEMS;
  const kept = first ? await cache?.read(key) : undefined;
  if (kept) return kept;
  const { board } = await boardAround(db, undefined, query, now);
  if (first) cache?.keep(key, board);
  return board;
}

/** Where the caller stands on a board. @throws `unauthenticated`, `validation_failed` */
export async function ownPlace(
  db: Db,
  caller: Caller,
  query: PlaceQuery,
  now: Date,
): Promise<Place> {
  const { board, period } = boardOf(query, now);
  const found = await findPlace(db, caller, board);
  if (!found) throw inactiveAccount();
  return placeOf(found.place, found.players, period);
}
