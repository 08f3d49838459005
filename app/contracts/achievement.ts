/** Achievements: the definitions, and those that a player has unlocked. */
import { z } from "zod";
import { timeSchema } from "./account.ts";

/** The families in the order in which pages show them. */
export const FAMILIES = [
  "speed",
  "accuracy",
  "flawless",
  "combo",
  "waves",
  "languages",
  "streak",
  "daily",
  "runs",
  "words",
  "bugs",
  "time",
  "curiosities",
] as const;
export const familySchema = z.enum(FAMILIES);
export type Family = z.infer<typeof familySchema>;

/** An achievement that a result unlocked. */
export const earnedAchievementSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    family: familySchema,
    /** From 1 within its family. The levels of curiosities mean no order. */
    level: z.int(),
    points: z.int(),
  })
  .meta({ id: "EarnedAchievement" });
export type EarnedAchievement = z.infer<typeof earnedAchievementSchema>;

export const achievementSchema = earnedAchievementSchema
  .extend({
    /** The metric that it requires, and the smallest value. */
    requirement_type: z.string(),
    requirement_value: z.int(),
    /** The share of players with a verified run who have it, from 0 to 1, with those who unlocked it just now. */
    rarity: z.number(),
    /** The caller's value of the metric; null for guests, and for metrics of a single run. */
    progress: z.number().nullable(),
    unlocked_at: timeSchema.nullable(),
  })
  .meta({ id: "Achievement" });
export type Achievement = z.infer<typeof achievementSchema>;
