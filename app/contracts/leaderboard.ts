/** Leaderboards: which board is asked for, and its rows. */
import { z } from "zod";
import { timeSchema } from "./account.ts";
import { difficultySchema, languageSchema, playerSchema } from "./game.ts";
import { pageOf, pageQuerySchema } from "./list.ts";

/** `weekly` and `daily` boards are to come. */
export const boardQuerySchema = pageQuerySchema.extend({
  type: z.enum(["all_time"], "Only the all_time board exists").default("all_time"),
  metric: z.enum(["score", "wpm"], "score or wpm").default("score"),
  language: languageSchema.optional(),
  difficulty: difficultySchema.optional(),
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;

export const boardEntrySchema = z
  .object({
    rank: z.int(),
    user: playerSchema,
    score: z.int(),
    words_per_minute: z.number(),
    accuracy_percentage: z.number(),
    result_id: z.uuid(),
    ended_at: timeSchema,
  })
  .meta({ id: "LeaderboardEntry" });
export type BoardEntry = z.infer<typeof boardEntrySchema>;

export const boardSchema = pageOf(boardEntrySchema)
  .extend({ generated_at: timeSchema })
  .meta({ id: "Leaderboard" });
export type Board = z.infer<typeof boardSchema>;
