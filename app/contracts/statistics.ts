/** A player's statistics. */
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
    /** The best of runs that count for speed, and averages over all; null while no run has these figures. */
    best_standard_wpm: z.number().nullable(),
    avg_standard_wpm: z.number().nullable(),
    avg_key_accuracy: z.number().nullable(),
    total_words_typed: z.int(),
    total_enemies_killed: z.int(),
    highest_wave: z.int(),
    favorite_language: languageSchema.nullable(),
    best_combo: z.int(),
    /** The best speed of runs that lasted at least a minute. */
    best_sustained_wpm: z.number(),
    /** The best accuracy of runs with at least 100 words. */
    best_accuracy: z.number(),
    /** The most words in a run without an incorrect one. */
    longest_flawless: z.int(),
    /** The number of ranked tries at daily challenges. */
    challenge_runs: z.int(),
    /** Consecutive UTC days with a VERIFIED run, up to today or yesterday; 0 if neither has one. */
    current_streak: z.int(),
    best_streak: z.int(),
    /** `2026-01-31`, UTC. */
    last_played_day: z.string().nullable(),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: "UserStatistics" });
export type UserStatistics = z.infer<typeof statisticsSchema>;

/** The statistics without ids and times. */
export type PlayerFigures = Omit<UserStatistics, "id" | "user_id" | "created_at" | "updated_at">;
