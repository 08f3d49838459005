/** Achievements: what there is to earn, and what a player has. */
import { z } from "zod";
import { timeSchema } from "./account.ts";

/** The order in which they are shown. */
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

/** What a result unlocked. */
export const earnedAchievementSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    family: familySchema,
    /** From 1 within its family; among the curiosities there is no order. */
    level: z.int(),
    points: z.int(),
  })
  .meta({ id: "EarnedAchievement" });
export type EarnedAchievement = z.infer<typeof earnedAchievementSchema>;

export const achievementSchema = earnedAchievementSchema
  .extend({
    /** What it is measured by, and the least of it. */
    requirement_type: z.string(),
    requirement_value: z.int(),
    /** The share of players that hold it, from 0 to 1, counted every hour. */
    rarity: z.number(),
    /** The caller's; null for guests, and for what only a single run can show. */
    progress: z.number().nullable(),
    unlocked_at: timeSchema.nullable(),
  })
  .meta({ id: "Achievement" });
export type Achievement = z.infer<typeof achievementSchema>;
