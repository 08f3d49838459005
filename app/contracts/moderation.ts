/** Runs under review, as moderators see them. */
import { z } from "zod";
import { type Role, timeSchema } from "./account.ts";
import { historyItemSchema, playerSchema } from "./game.ts";
import { pageQuerySchema } from "./list.ts";
import { visibleText } from "./text.ts";

/** The status of a result as the database has it. Only moderators see it: others read PENDING for HELD and FLAGGED. */
export const resultStatusSchema = z.enum(
  ["VERIFIED", "HELD", "FLAGGED", "VOIDED", "UNRANKED"],
  "flagged, held, verified, voided or unranked",
);
export type ResultStatus = z.infer<typeof resultStatusSchema>;

export const moderatedResultSchema = historyItemSchema
  .extend({
    status: resultStatusSchema,
    /** The rules that fired (docs/incidents/cheaters.md); `overlap` makes a run unranked, `late` keeps it off the boards. */
    flags: z.array(z.string()),
    /** When a HELD or FLAGGED run is released unless it is judged before; null if only a moderator can. */
    due_at: timeSchema.nullable(),
    user: playerSchema.extend({ id: z.uuid() }),
  })
  .meta({ id: "ModeratedResult" });
export type ModeratedResult = z.infer<typeof moderatedResultSchema>;

const statusSchema = z.string().toUpperCase().pipe(resultStatusSchema);

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
  best_standard_wpm: number | null;
  avg_standard_wpm: number | null;
  flagged: number;
  voided: number;
}
