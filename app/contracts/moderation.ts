/** Runs under review, as moderators see them. */
import { z } from "zod";
import type { Role } from "./account.ts";
import { historyItemSchema, playerSchema, resultSchema } from "./game.ts";
import { pageQuerySchema } from "./list.ts";
import { visibleText } from "./text.ts";

export const moderatedResultSchema = historyItemSchema
  .extend({
    /** The reasons for a review: `late`, `speed`; `overlap` makes a run unranked. */
    flags: z.array(z.string()),
    user: playerSchema.extend({ id: z.uuid() }),
  })
  .meta({ id: "ModeratedResult" });
export type ModeratedResult = z.infer<typeof moderatedResultSchema>;

const statusSchema = z
  .string()
  .toUpperCase()
  .pipe(z.enum(resultSchema.shape.status.options, "flagged, verified, voided or unranked"));
export type ResultStatus = z.infer<typeof resultSchema.shape.status>;

export const moderationQuerySchema = pageQuerySchema.extend({
  status: statusSchema.default("FLAGGED").meta({ description: "`flagged` when left out" }),
});
export type ModerationQuery = z.infer<typeof moderationQuerySchema>;

export const judgementSchema = z.strictObject({
  status: z.enum(["VERIFIED", "VOIDED"], "VERIFIED or VOIDED"),
  reason: visibleText("Give a reason", 500),
});
export type Judgement = z.infer<typeof judgementSchema>;

/** The player of a run under review, for the moderator. */
export interface PlayerUnderReview {
  created_at: string;
  is_active: boolean;
  role: Role;
  total_games: number;
  best_wpm: number;
  avg_wpm: number;
  flagged: number;
  voided: number;
}
