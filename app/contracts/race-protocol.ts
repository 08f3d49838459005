/**
 * The messages of a race's socket, as JSON (docs/decisions/0053-races.md). The first message of a client is `hello`.
 * All times of a run are whole milliseconds since the client received `start`, on the client's clock.
 */
import { z } from "zod";
import type { Kind } from "../engine/state.ts";
import {
  difficultySchema,
  keyPressSchema,
  languageSchema,
  outcomeSchema,
  planSchema,
  timeMsSchema,
} from "./game.ts";
import { highlightSchema } from "./highlight.ts";
import { MAX_BATCH_KEYS, PHRASES, RACE_PROTOCOL } from "./race-constants.ts";

export const RACE_PHASES = ["open", "countdown", "running", "finished"] as const;
export type RacePhase = (typeof RACE_PHASES)[number];

const countSchema = z.int().min(0).max(1_000_000);

export const clientMessageSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hello"), version: z.int() }),
  z.strictObject({ type: z.literal("ping"), id: countSchema }),
  z.strictObject({ type: z.literal("ready"), ready: z.boolean() }),
  /** Begins a race of one, in a public room that found nobody and no ghosts. */
  z.strictObject({ type: z.literal("alone") }),
  /** Gives the seat up while the race has not begun. */
  z.strictObject({ type: z.literal("leave") }),
  z.strictObject({
    type: z.literal("keys"),
    /** 1 for the first batch of a run, and one more for each, whatever the socket. */
    seq: countSchema.min(1),
    keys: z.array(keyPressSchema).max(MAX_BATCH_KEYS),
    /** The time until which these are all keys: what the client's clock showed when it sent the batch. */
    until: timeMsSchema,
    /** The player quits at `until`. */
    quit: z.literal(true).optional(),
  }),
  z.strictObject({
    type: z.literal("phrase"),
    phrase: z
      .int()
      .min(0)
      .max(PHRASES.length - 1),
  }),
  /** Asks for another race of the same people, when this one is over. */
  z.strictObject({ type: z.literal("rematch") }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type Batch = Extract<ClientMessage, { type: "keys" }>;

/** A `ghost` is a verified run of an earlier race, or of a past daily challenge, that is played again. */
export const racerKindSchema = z.enum(["player", "guest", "ghost"]);

export const racerSchema = z
  .object({
    /** Counts from 1 in the order of joining; a number is never given twice in a race. */
    id: z.int(),
    kind: racerKindSchema,
    name: z.string(),
    username: z.string().nullable(),
    /** Of a ghost, the run that it shows, from the start on; null for others. */
    result_id: z.uuid().nullable(),
    connected: z.boolean(),
    ready: z.boolean(),
  })
  .meta({ id: "Racer" });

export const raceRoomSchema = z
  .object({
    race_id: z.uuid(),
    code: z.string(),
    language: languageSchema,
    difficulty: difficultySchema,
    seats: z.int(),
    visibility: z.enum(["public", "link"]),
    phase: z.enum(RACE_PHASES),
    /**
     * Milliseconds until the race begins, if no more racers come before the countdown; null before that is known. Never a
     * time of the clock, because clocks differ.
     */
    starts_in_ms: z.int().nullable(),
    /** Of a public room in which one racer waits alone, when it looks for ghosts to fill the empty seats; null otherwise. */
    ghosts: z
      .object({
        /** Milliseconds until it looks for them. */
        in_ms: z.int(),
        /** How often it found none. It goes on waiting for people, and the pauses grow. */
        misses: z.int(),
      })
      .nullable(),
    racers: z.array(racerSchema),
    spectators: z.int(),
  })
  .meta({ id: "RaceRoom" });
export type RaceRoom = z.infer<typeof raceRoomSchema>;

/** What happened to a racer since the last message, for the others to see. */
export const RACE_EVENTS = ["arrival", "boss", "wave"] as const;

/** The kinds of bug, as the engine has them. */
const KINDS = [
  "bug",
  "syntax",
  "null",
  "race",
  "leak",
  "regression",
  "boss",
] as const satisfies Kind[];

/**
 * A bug of another racer, to be drawn small: its kind, its lane, and when it set off and arrives, in milliseconds since the
 * start. Bugs move on straight lines, so a client knows where it is at any time.
 */
const smallBugSchema = z.tuple([
  z.int().describe("The bug's id"),
  z.enum(KINDS),
  z.int().describe("The lane, from 0"),
  z.int().describe("Departed at"),
  z.int().describe("Arrives at"),
]);
export type SmallBug = z.infer<typeof smallBugSchema>;

export const standingSchema = z
  .object({
    id: z.int(),
    /** From 1; racers with the same score share a place. */
    place: z.int(),
    score: z.int(),
    standard_wpm: z.number(),
    wave: z.int(),
    /** What is left of production, in percent. */
    uptime: z.int(),
    combo: z.int(),
    bugs: z.array(smallBugSchema),
    /** The id of the locked bug. */
    target: z.int().nullable(),
    /** Null while the racer still types. */
    outcome: outcomeSchema.nullable(),
    ended_at_ms: z.int().nullable(),
  })
  .meta({ id: "Standing" });
export type Standing = z.infer<typeof standingSchema>;

/** The fields of a standing that changed, and what happened. */
const standingChangeSchema = standingSchema
  .partial()
  .required({ id: true })
  .extend({ events: z.array(z.enum(RACE_EVENTS)).optional() });

const keysSchema = z.array(z.tuple([z.int(), z.string()]));

/** A racer's own run as the server has it, from which the client continues. */
const ownRunSchema = z.object({
  /** The number of the last batch that counts. The client sends those after it again. */
  seq: z.int(),
  keys: keysSchema,
  /** Until when the run is decided: earlier keys come too late. */
  settled: z.int(),
});

/** What is stored of a racer's run; of a ghost, the run that it shows. */
export const raceResultSchema = z
  .object({
    id: z.int(),
    place: z.int(),
    result_id: z.uuid().nullable(),
    /** Null for guests, and in races that are not rated. */
    rating: z.object({ before: z.int(), after: z.int() }).nullable(),
  })
  .meta({ id: "RaceResult" });
export type RaceResult = z.infer<typeof raceResultSchema>;

export const serverMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("welcome"),
    version: z.literal(RACE_PROTOCOL),
    role: z.enum(["racer", "spectator"]),
    /** The racer's own id; null for a spectator. */
    you: z.int().nullable(),
    /** A ticket with which this person comes back, for longer than the first one holds. */
    resume: z.string(),
    room: raceRoomSchema,
    /** Set once the race has begun. */
    race: z
      .object({
        plan: planSchema,
        highlights: z.array(highlightSchema),
        /** Milliseconds since the start. */
        elapsed_ms: z.int(),
        standings: z.array(standingSchema),
        own: ownRunSchema.nullable(),
      })
      .nullable(),
    results: z.array(raceResultSchema).nullable(),
  }),
  z.object({ type: z.literal("pong"), id: z.int() }),
  z.object({ type: z.literal("room"), room: raceRoomSchema }),
  /** The plan, at the moment at which time 0 of the run begins, and never before. */
  z.object({ type: z.literal("start"), plan: planSchema, highlights: z.array(highlightSchema) }),
  z.object({
    type: z.literal("ack"),
    /** All batches up to this one are stored. */
    seq: z.int(),
    settled: z.int(),
    /** The batches whose keys count otherwise than they were sent, with the keys as they count. */
    corrected: z.array(z.object({ seq: z.int(), keys: keysSchema })).optional(),
  }),
  z.object({ type: z.literal("standings"), at: z.int(), racers: z.array(standingChangeSchema) }),
  z.object({ type: z.literal("finished"), standings: z.array(standingSchema) }),
  /** For a guest alone: what claims the run, as `POST /api/game/claim` takes it. */
  z.object({
    type: z.literal("claim"),
    ticket: z.string(),
    receipt: z.string(),
    outcome: outcomeSchema,
    key_sequence: keysSchema,
    ended_at_ms: z.int(),
  }),
  z.object({ type: z.literal("stored"), results: z.array(raceResultSchema) }),
  z.object({ type: z.literal("phrase"), id: z.int(), phrase: z.int() }),
  /** The room of the next race, and this person's ticket for it. */
  z.object({ type: z.literal("rematch"), code: z.string(), ticket: z.string() }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
