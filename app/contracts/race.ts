/** Races over HTTP: making, finding and joining rooms, and what is stored of them. The socket's messages are in `race-protocol.ts`. */
import { z } from "zod";
import { timeSchema, usernameSchema } from "./account.ts";
import {
  difficultySchema,
  languageSchema,
  outcomeSchema,
  planChoice,
  playerSchema,
} from "./game.ts";
import { pageOf, pageQuerySchema } from "./list.ts";
import { raceCodeSchema } from "./race-code.ts";
import { raceRoomSchema, racerKindSchema } from "./race-protocol.ts";

/** How long an open room waits for its race, and so how long an invitation to it holds. */
export const OPEN_ROOM_MS = 30 * 60_000;

export const SEATS = { least: 2, most: 8, usual: 4 } as const;

export const raceRequestSchema = z.strictObject({
  ...planChoice,
  seats: z
    .int("A whole number")
    .min(SEATS.least, `At least ${SEATS.least}`)
    .max(SEATS.most, `At most ${SEATS.most}`)
    .default(SEATS.usual),
  visibility: z.enum(["public", "link"], "public or link").default("link"),
});
export type RaceRequest = z.infer<typeof raceRequestSchema>;

export const quickRaceSchema = z.strictObject(planChoice);
export type QuickRaceRequest = z.infer<typeof quickRaceSchema>;

export const joinRaceSchema = z.strictObject({
  /** With a ticket of this room a guest keeps the seat and the name. */
  ticket: z.string().max(2_000, "Not a ticket").optional(),
});
export type JoinRaceRequest = z.infer<typeof joinRaceSchema>;

export const raceInvitationSchema = z.strictObject({ username: usernameSchema });
export type RaceInvitation = z.infer<typeof raceInvitationSchema>;
export const REPORT_REASONS = ["cheating", "name", "other"] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** The most reports of an account in any hour. */
export const MOST_REPORTS_AN_HOUR = 20;

/** The highest number that `race_players` can have. */
const MOST_RACERS = 32_767;

/** There is no free text, which would have to be moderated itself. */
export const raceReportSchema = z.strictObject({
  racer: z
    .int("A racer's number")
    .min(1, "A racer's number")
    .max(MOST_RACERS, "A racer's number")
    .meta({ description: "The racer's `id` in the race" }),
  reason: z.enum(REPORT_REASONS, "cheating, name or other"),
});
export type RaceReport = z.infer<typeof raceReportSchema>;

export const raceParamsSchema = z.object({ code: raceCodeSchema });

export const joinedRaceSchema = z
  .object({
    race_id: z.uuid(),
    code: z.string(),
    url: z.url(),
    socket_url: z.url(),
    ticket: z.string().meta({ description: "Opens the socket within two minutes" }),
    role: z.enum(["racer", "spectator"]),
  })
  .meta({ id: "JoinedRace" });
export type JoinedRace = z.infer<typeof joinedRaceSchema>;

export const finishedRaceSchema = z
  .object({
    race_id: z.uuid(),
    code: z.string(),
    language: languageSchema,
    difficulty: difficultySchema,
    phase: z.literal("finished"),
    rated: z.boolean(),
    started_at: timeSchema,
    ended_at: timeSchema,
    players: z.array(
      z.object({
        id: z.int(),
        kind: racerKindSchema,
        /** Empty for an account that is gone. */
        name: z.string(),
        username: z.string().nullable(),
        /** Null for a run that a moderator voided. */
        place: z.int().nullable(),
        score: z.int(),
        standard_wpm: z.int(),
        outcome: outcomeSchema,
        /** The racer's run; of a ghost, the run that it showed. */
        result_id: z.uuid().nullable(),
        rating: z.object({ before: z.int(), after: z.int() }).nullable(),
      }),
    ),
  })
  .meta({ id: "FinishedRace" });

/** A room that is there, or what is stored of a race that is over. */
export const raceSchema = z.union([raceRoomSchema, finishedRaceSchema]);
export type Race = z.infer<typeof raceSchema>;

export const openRacesSchema = z.object({ items: z.array(raceRoomSchema) });

export const ratingsQuerySchema = pageQuerySchema.extend({ language: languageSchema });
export type RatingsQuery = z.infer<typeof ratingsQuerySchema>;

export const ratingsSchema = pageOf(
  z.object({
    rank: z.int(),
    user: playerSchema,
    rating: z.int(),
    races: z.int(),
  }),
);
export type Ratings = z.infer<typeof ratingsSchema>;
