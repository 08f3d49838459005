/** Runs under review, as moderators see them. */
import { z } from "zod";
import { type Role, timeSchema } from "./account.ts";
import { historyItemSchema, outcomeSchema, playerSchema } from "./game.ts";
import { pageQuerySchema } from "./list.ts";
import { REPORT_REASONS } from "./race.ts";
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
    /** The reports of the player in this race that wait, by their reason; empty for a run that is not of a race. */
    reports: z.array(z.object({ reason: z.enum(REPORT_REASONS), count: z.int() })),
  })
  .meta({ id: "ModeratedResult" });
export type ModeratedResult = z.infer<typeof moderatedResultSchema>;

/** A status, or REPORTED: runs of any status with reports that wait. */
const listSchema = z
  .string()
  .toUpperCase()
  .pipe(
    z.enum(
      [...resultStatusSchema.options, "REPORTED"],
      "flagged, held, reported, verified, voided or unranked",
    ),
  );

export const moderationQuerySchema = pageQuerySchema.extend({
  status: listSchema.default("FLAGGED").meta({ description: "`flagged` when left out" }),
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

/** The race of a run under review, for the moderator. */
export const raceUnderReviewSchema = z.strictObject({
  code: z.string(),
  rated: z.boolean(),
  players: z.array(
    z.strictObject({
      number: z.int(),
      name: z.string(),
      /** Null for a guest. */
      username: z.string().nullable(),
      /** Null for a voided run. */
      place: z.int().nullable(),
      score: z.int(),
      standard_wpm: z.int(),
      outcome: outcomeSchema,
      /** The stored run and its status; null for a guest. */
      result_id: z.uuid().nullable(),
      status: resultStatusSchema.nullable(),
    }),
  ),
  /** The newest reports of all racers. */
  reports: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.int(),
      reason: z.enum(REPORT_REASONS),
      reporter: z.string(),
      created_at: timeSchema,
      settled_at: timeSchema.nullable(),
    }),
  ),
});
export type RaceUnderReview = z.infer<typeof raceUnderReviewSchema>;
