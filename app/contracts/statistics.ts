/** A player in numbers. */
import { z } from "zod";
import { timeSchema } from "./account.ts";
import { languageSchema } from "./game.ts";

export const statisticsSchema = z
  .object({
    id: z.uuid(),
    user_id: z.uuid(),
    total_games: z.int(),
    total_playtime_sec: z.int(),
    best_score: z.int(),
    best_wpm: z.number(),
    avg_wpm: z.number(),
    avg_accuracy: z.number(),
    total_words_typed: z.int(),
    total_enemies_killed: z.int(),
    highest_wave: z.int(),
    favorite_language: languageSchema.nullable(),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: "UserStatistics" });
export type UserStatistics = z.infer<typeof statisticsSchema>;
