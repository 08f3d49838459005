/** The daily challenge: one plan for each language, the same for all players on a UTC day. */
import { z } from "zod";
import { timeSchema } from "./account.ts";
import { languageSchema, resultSchema, typingFiguresShape } from "./game.ts";
import { boardEntrySchema } from "./leaderboard.ts";
import { pageOf, pageQuerySchema } from "./list.ts";

export const dailyQuerySchema = pageQuerySchema.extend({
  language: languageSchema.default("PYTHON"),
});
export type DailyQuery = z.infer<typeof dailyQuerySchema>;

/** The caller's only ranked try. It has no result while it is open or after it was abandoned. */
export const dailyTrySchema = z
  .object({
    /** Whether the try is still being played. */
    open: z.boolean(),
    result_id: z.uuid().nullable(),
    score: z.int().nullable(),
    words_per_minute: z.number().nullable(),
    accuracy_percentage: z.number().nullable(),
    ...typingFiguresShape,
    waves_completed: z.int().nullable(),
    status: resultSchema.shape.status.nullable(),
    rank: z.int().nullable(),
  })
  .meta({ id: "DailyTry" });
export type DailyTry = z.infer<typeof dailyTrySchema>;

export const dailySchema = z
  .object({
    /** `2026-01-31`, UTC. */
    day: z.string(),
    language: languageSchema,
    /** When the next day's challenge begins. */
    ends_at: timeSchema,
    players: z.int(),
    mine: dailyTrySchema.nullable(),
    board: pageOf(boardEntrySchema),
    /** The caller and friends on the board, ranked among themselves; empty for callers without an account. */
    friends: z.array(boardEntrySchema),
    /** The best three of the day before, whose challenge is over. */
    yesterday: z.array(boardEntrySchema),
  })
  .meta({ id: "Daily" });
export type Daily = z.infer<typeof dailySchema>;
