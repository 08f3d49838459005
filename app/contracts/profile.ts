/** A player's public profile. */
import { z } from "zod";
import { timeSchema } from "./account.ts";
import { earnedAchievementSchema } from "./achievement.ts";
import { difficultySchema, languageSchema, typingFiguresShape } from "./game.ts";
import { statisticsSchema } from "./statistics.ts";

export const bestRunSchema = z
  .object({
    result_id: z.uuid(),
    language: languageSchema,
    difficulty: difficultySchema,
    final_score: z.int(),
    words_per_minute: z.number(),
    accuracy_percentage: z.number(),
    ...typingFiguresShape,
    ended_at: timeSchema,
  })
  .meta({ id: "BestRun" });
export type BestRun = z.infer<typeof bestRunSchema>;

export const publicProfileSchema = z
  .object({
    username: z.string(),
    display_name: z.string(),
    created_at: timeSchema,
    statistics: statisticsSchema.omit({
      id: true,
      user_id: true,
      created_at: true,
      updated_at: true,
    }),
    /** The best run in each language and difficulty, the highest score first. */
    best_runs: z.array(bestRunSchema),
    /** The latest first. */
    achievements: z.array(
      earnedAchievementSchema.omit({ id: true }).extend({ unlocked_at: timeSchema }),
    ),
  })
  .meta({ id: "PublicProfile" });
export type PublicProfile = z.infer<typeof publicProfileSchema>;
