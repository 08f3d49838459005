/** The boards of ratings, one for each language. */
import { z } from "zod";
import type { Ratings, RatingsQuery } from "../../../contracts/race.ts";
import type { Db } from "../../db/client.ts";
import { pageFrom, readCursor } from "../../db/pages.ts";
import { findRatings } from "./queries.ts";

/** The rank, the rating and the account of the last row of a page. */
const cursorSchema = z.tuple([z.int().min(1).max(1e9), z.int().min(-1e9).max(1e9), z.uuid()]);

/** Returns a page of the board of a language. @throws `validation_failed` for a cursor of another list */
export async function ratingsOf(
  db: Db,
  { language, limit, cursor }: RatingsQuery,
): Promise<Ratings> {
  const after = readCursor(cursorSchema, cursor);
  const rows = await findRatings(
    db,
    language,
    after && { rating: after[1], user_id: after[2] },
    limit,
  );
  const ranked = rows.map((row, i) => ({ ...row, rank: (after?.[0] ?? 0) + i + 1 }));
  const { items, next_cursor } = pageFrom(ranked, limit, ({ rank, rating, user_id }) => [
    rank,
    rating,
    user_id,
  ]);
  return {
    items: items.map(({ rank, username, display_name, rating, races }) => ({
      rank,
      user: { username, display_name },
      rating,
      races,
    })),
    next_cursor,
  };
}
