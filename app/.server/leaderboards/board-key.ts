/** Which board: what tells one board from all others. */
import { z } from "zod";
import { difficultySchema, languageSchema } from "../../contracts/game.ts";

export const boardKeySchema = z.strictObject({
  type: z.enum(["all_time", "weekly", "daily", "challenge"]),
  /** The period's first day; for all time `FIRST_DAY`. */
  period_start: z.iso.date(),
  metric: z.enum(["score", "wpm"]),
  /** Null or absent: the board of all languages, or of all difficulties. */
  language: languageSchema.nullish(),
  difficulty: difficultySchema.nullish(),
  /** The engine version whose runs it ranks. */
  season: z.int().min(1),
});
export type BoardKey = z.infer<typeof boardKeySchema>;

/** The first day of the period of all time. */
export const FIRST_DAY = "0001-01-01";

/** The board of all players of a season, of all time. `season` may be a column. */
export const overall = <Season>(season: Season) =>
  ({ type: "all_time", period_start: FIRST_DAY, metric: "score", season }) as const;
