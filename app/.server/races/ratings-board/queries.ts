/** The SQL of the boards of ratings. */
import { sql } from "kysely";
import { z } from "zod";
import { playerSchema } from "../../../contracts/game.ts";
import type { Language } from "../../../engine/plan.ts";
import type { Db } from "../../db/client.ts";
import { pageRows } from "../../db/pages.ts";
import { selectRows } from "../../db/rows.ts";

const ratingRowSchema = z.strictObject({
  user_id: z.uuid(),
  ...playerSchema.shape,
  rating: z.int(),
  races: z.int(),
});
export type RatingRow = z.infer<typeof ratingRowSchema>;

/** Returns the ratings of a language after a row, one more than `limit`: the highest first, of equals by the account's id. */
export const findRatings = (
  db: Db,
  language: Language,
  after: Pick<RatingRow, "rating" | "user_id"> | undefined,
  limit: number,
): Promise<RatingRow[]> =>
  selectRows(
    db,
    ratingRowSchema,
    sql`
    SELECT r.user_id, users.username, users.display_name, r.rating, r.races
    FROM race_ratings r JOIN users ON users.id = r.user_id AND users.is_active AND users.deleted_at IS NULL
    WHERE r.language = ${language} AND r.races > 0
      AND ${
        after
          ? sql`(r.rating < ${after.rating} OR r.rating = ${after.rating} AND r.user_id > ${after.user_id}::uuid)`
          : sql`true`
      }
    ORDER BY r.rating DESC, r.user_id LIMIT ${pageRows(limit)}
  `,
  );
