/** The rules of boards: one row a player, their best. */
import type {
  Board,
  BoardEntry,
  BoardPageQuery,
  BoardQuery,
  Place,
  PlaceQuery,
} from "../../contracts/leaderboard.ts";
import { PAGE_ITEMS, type Page } from "../../contracts/list.ts";
import { ENGINE_VERSION } from "../../engine/index.ts";
import type { Difficulty } from "../../engine/plan.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { pageFrom, readCursor } from "../db/pages.ts";
import { dayOf, isoTime } from "../db/time.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import type { BoardCache } from "./cache.ts";
import { type Period, periodOf } from "./periods.ts";
import {
  type BoardCursor,
  type BoardRow,
  boardCursorSchema,
  FIRST_DIFFICULTY,
  findBoard,
  findPlace,
  type OwnDifficulty,
  type PlaceRow,
} from "./queries.ts";

/** A choice of a board of all players or of a circle of them; who is on it is the callers' matter. */
type BoardChoice = Omit<BoardQuery, "scope">;
type PageChoice = Omit<BoardPageQuery, "scope">;

/** Returns the keyset after which a page of a board begins. @throws `validation_failed` */
export const readBoardCursor = (cursor: string | undefined) =>
  readCursor(boardCursorSchema, cursor);

function entryOf(row: BoardRow, rank: number): BoardEntry {
  const { user_id: _, board_score: __, username, display_name, ended_at, ...numbers } = row;
  return { rank, user: { username, display_name }, ...numbers, ended_at: isoTime(ended_at) };
}

/** Returns the page of the `rows` of a board, which are one more than `limit` when there is a next page. */
export function boardPage(
  rows: BoardRow[],
  limit: number,
  after: BoardCursor | undefined,
): Page<BoardEntry> {
  const before = after?.[0] ?? 0;
  const ranked = rows.map((row, index) => ({ row, rank: before + index + 1 }));
  const { items, next_cursor } = pageFrom(
    ranked,
    limit,
    ({ row, rank }): BoardCursor => [rank, row.board_score, isoTime(row.ended_at), row.user_id],
  );
  return { items: items.map(({ row, rank }) => entryOf(row, rank)), next_cursor };
}

function notValid(path: string, message: string) {
  return new DomainError("validation_failed", message, { errors: [{ path, message }] });
}

type Query<Choice extends OwnDifficulty = PlaceQuery["difficulty"]> = Omit<
  PlaceQuery,
  "difficulty"
> & { difficulty?: Choice };

/** Returns the board of a query, and its period. @throws `validation_failed` */
function boardOf<Choice extends OwnDifficulty>(
  { type, period: day, metric, language, difficulty, season = ENGINE_VERSION }: Query<Choice>,
  now: Date,
) {
  const today = dayOf(now);
  if (day && type === "all_time") throw notValid("period", "All time has no periods");
  const period = periodOf(type, day ?? today);
  if (period.start > today) throw notValid("period", "This period has not begun");
  if (season > ENGINE_VERSION) throw notValid("season", "This season has not begun");
  const board = { type, period_start: period.start, metric, language, difficulty, season };
  return { board, period };
}

function placeOf(place: PlaceRow | null, players: number, period: Period): Place {
  if (!place) return { rank: null, players, period, percentile: null, entry: null, around: [] };
  const { rank, own, above, below } = place;
  // Both are counted from milestones, which may be minutes old, so the rank may be the greater one.
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

/**
 * Returns a page of a board, the caller's place on it, and its difficulty, which may be the caller's `own`.
 *
 * @param find among whom: all players, or the caller and friends
 * @throws `validation_failed`
 */
export async function boardAround(
  db: Db,
  caller: Caller | undefined,
  query: Omit<BoardChoice, "difficulty"> & { difficulty?: OwnDifficulty },
  now: Date,
  find = findBoard,
): Promise<{ board: Board; place: Place; difficulty: Difficulty | null; pending: number | null }> {
  const { limit, cursor } = query;
  const { board, period } = boardOf(query, now);
  const after = readBoardCursor(cursor);
  const found = await find(db, caller, board, { limit, after });
  const { rows, players, place, difficulty, pending } = found;
  const page = boardPage(rows, limit, after);
  return {
    board: { ...page, players, period, generated_at: now.toISOString() },
    place: placeOf(place, players, period),
    difficulty,
    pending,
  };
}

/**
 * Returns a page of a board. A first page may come from the cache and be up to five minutes old.
 *
 * @param cache only for visitors who are not signed in: players see their own news at once
 * @throws `validation_failed`
 */
export async function leaderboard(
  db: Db,
  query: BoardChoice,
  now: Date,
  cache?: BoardCache,
): Promise<Board> {
  const { board: key } = boardOf(query, now);
  const first = query.cursor === undefined && query.limit === PAGE_ITEMS;
  const cached = first ? await cache?.read(key) : undefined;
  if (cached) return cached;
  const { board } = await boardAround(db, undefined, query, now);
  if (first) cache?.keep(key, board);
  return board;
}

export interface PageBoard {
  board: Board;
  /** Null for visitors. */
  place: Place | null;
  /** The difficulty of the board; undefined for all. */
  difficulty: Difficulty | undefined;
  /** The most points of the viewer's runs for this board that are being checked; null without one, and for visitors. */
  pending: number | null;
}

/**
 * Returns what the page of boards shows. Points of different difficulties are no race, so it opens with the difficulty
 * that the viewer prefers or else played last, and for visitors with NORMAL, whose first pages are cached.
 *
 * @throws `validation_failed`
 */
export async function pageBoard(
  db: Db,
  viewer: Caller | undefined,
  query: PageChoice,
  now: Date,
  cache?: BoardCache,
): Promise<PageBoard> {
  const { difficulty: asked, ...rest } = query;
  const chosen = asked === "all" ? undefined : asked;
  if (!viewer) {
    const difficulty = asked === undefined ? FIRST_DIFFICULTY : chosen;
    return {
      board: await leaderboard(db, { ...rest, difficulty }, now, cache),
      place: null,
      difficulty,
      pending: null,
    };
  }
  return ownBoard(db, viewer, query, now);
}

/** Returns what the page of boards shows to a player: by default the board of the player's own difficulty. */
export async function ownBoard(
  db: Db,
  caller: Caller,
  { difficulty: asked, ...query }: PageChoice,
  now: Date,
  find = findBoard,
): Promise<PageBoard> {
  const chosen = asked === "all" ? undefined : asked;
  const own = { ...query, difficulty: asked === undefined ? "own" : chosen } as const;
  const { difficulty, ...found } = await boardAround(db, caller, own, now, find);
  return { ...found, difficulty: difficulty ?? undefined };
}

/** Returns the caller's place on a board. @throws `unauthenticated`, `validation_failed` */
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
