/** Games: the requests that start and end them, and the responses with plans, results and replays. */
import { z } from "zod";
import { MAX_KEYS, MAX_RUN_MS } from "../engine/limits.ts";
import { MODES } from "../engine/modes.ts";
import { DIFFICULTIES, LANGUAGES } from "../engine/plan.ts";
import type { Outcome } from "../engine/state.ts";
import { timeSchema } from "./account.ts";
import { earnedAchievementSchema } from "./achievement.ts";
import { highlightSchema } from "./highlight.ts";
import { limitedArray } from "./limited-array.ts";
import { DEFAULT_CHOICE } from "./start-choice.ts";

export const languageSchema = z.enum(LANGUAGES, `One of ${LANGUAGES.join(", ")}`);
export const difficultySchema = z.enum(DIFFICULTIES, `One of ${DIFFICULTIES.join(", ")}`);
const OUTCOMES = ["defeat", "quit", "time"] as const satisfies Outcome[];
export const outcomeSchema = z.enum(OUTCOMES, `One of ${OUTCOMES.join(", ")}`);
export const modeSchema = z.enum(MODES, `One of ${MODES.join(", ")}`);

/** The modes that a player starts. A race is started by its room. */
const startModeSchema = modeSchema.exclude(["race", "ghost_race"], "A mode that starts by itself");

export const planChoice = {
  language: languageSchema,
  difficulty: difficultySchema.default(DEFAULT_CHOICE.difficulty),
};

/** The difficulty of every daily challenge. */
export const CHALLENGE_DIFFICULTY = "NORMAL";

const resultIdSchema = z.uuid("Not a result's id");
const textIdSchema = z.uuid("Not a text's id");

/** A guest's request for a game. With a result it is a rematch, which takes language and difficulty from it. */
export const guestStartSchema = z.strictObject({
  ...planChoice,
  result_id: resultIdSchema.optional(),
});
export type GuestStartRequest = z.infer<typeof guestStartSchema>;

/**
 * A rematch takes language and difficulty from its result. A challenge is always NORMAL. An own text is played in its
 * own language.
 */
export const startSchema = z
  .strictObject({
    ...planChoice,
    mode: startModeSchema.default("standard"),
    result_id: resultIdSchema.optional(),
    text_id: textIdSchema.optional(),
  })
  .superRefine(({ mode, result_id, text_id, difficulty }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (mode === "rematch" && !result_id) refuse("result_id", "Which result to play again");
    if (mode !== "rematch" && result_id) refuse("result_id", "For a rematch alone");
    if (mode === "own" && !text_id) refuse("text_id", "Which of your texts to play");
    if (mode !== "own" && text_id) refuse("text_id", "For an own text alone");
    if (mode.startsWith("daily") && difficulty !== CHALLENGE_DIFFICULTY) {
      refuse("difficulty", `The daily challenge is played at ${CHALLENGE_DIFFICULTY}`);
    }
  });
export type StartRequest = z.infer<typeof startSchema>;

export const snippetSchema = z.object({
  id: z.uuid().meta({ description: "The id of the snippet, or of the own text" }),
  category: z.string(),
  snippet_text: z.string(),
  token_count: z.int(),
  expected_wpm: z.number(),
  statement_starts: z.array(z.int()).nullable().meta({
    description:
      "The lines at which a bug's code may begin, from 0; null for a text of before version 2",
  }),
});

export const planSchema = z
  .object({
    mode: modeSchema,
    language: languageSchema,
    difficulty: difficultySchema,
    seed: z.int(),
    engine_version: z.int(),
    snippets: z.array(snippetSchema),
  })
  .meta({ id: "Plan" });

export type ServedPlan = z.infer<typeof planSchema>;

export const startedSchema = planSchema
  .extend({
    session_id: z.uuid(),
    session_token: z.uuid(),
    started_at: timeSchema,
    expires_at: timeSchema,
  })
  .meta({ id: "StartedGame" });
export type StartedGame = z.infer<typeof startedSchema>;

const KEY_NAMES = ["Enter", "Tab", "Escape", "ArrowUp"];
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]$/u;

export const timeMsSchema = z
  .int("Whole milliseconds since started_at")
  .min(0, "Not before the start")
  .max(MAX_RUN_MS, "Longer than any run");

export const keyPressSchema = z.tuple([
  timeMsSchema,
  z
    .string("A key is a string")
    .refine(
      (key) => PRINTABLE.test(key) || KEY_NAMES.includes(key),
      "One printable character, or Enter, Tab, Escape or ArrowUp",
    ),
]);

export const keySequenceSchema = limitedArray(keyPressSchema, "A list of [t, key]")
  .max(MAX_KEYS, `At most ${MAX_KEYS} keys`)
  .superRefine((keys, context) => {
    for (let i = 1; i < keys.length; i += 1) {
      if ((keys[i]?.[0] ?? 0) < (keys[i - 1]?.[0] ?? 0)) {
        context.addIssue({
          code: "custom",
          path: [i, 0],
          message: "Earlier than the key before it",
        });
        return;
      }
    }
  })
  .meta({ id: "KeySequence" });

const sessionTokenSchema = z.uuid("Not a session token");

/** A checkpoint: the key log of a running game so far. */
export const checkpointSchema = z.strictObject({
  session_token: sessionTokenSchema,
  key_sequence: keySequenceSchema,
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** The fields of a finished run, as the browser reports it. */
const runFields = {
  outcome: outcomeSchema,
  key_sequence: keySequenceSchema,
  ended_at_ms: timeMsSchema,
};

export const endSchema = z.strictObject({ session_token: sessionTokenSchema, ...runFields });
export type EndRequest = z.infer<typeof endSchema>;

/** A guest's new game. The signed ticket replaces a stored session. */
export const guestStartedSchema = planSchema
  .extend({
    session_id: z.uuid(),
    ticket: z.string(),
    started_at: timeSchema,
    expires_at: timeSchema,
  })
  .meta({ id: "StartedGuestGame" });
export type StartedGuestGame = z.infer<typeof guestStartedSchema>;

const ticketSchema = z.string("Not a ticket").min(1, "Not a ticket").max(2_000, "Not a ticket");

export const receiptRequestSchema = z.strictObject({
  ticket: ticketSchema,
  /** SHA-256 of `[outcome, key_sequence, ended_at_ms]` as JSON without spaces, in hexadecimal digits. */
  digest: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
});
export type ReceiptRequest = z.infer<typeof receiptRequestSchema>;
export const receiptSchema = z.object({ receipt: z.string() });

export const claimSchema = z.strictObject({
  ticket: ticketSchema,
  /** Proves when the run ended; without a receipt, the run ended when it is claimed. */
  receipt: ticketSchema.optional(),
  ...runFields,
});
export type ClaimRequest = z.infer<typeof claimSchema>;

/** WPM and accuracy as typing sites reckon them (docs/figures.md); null for an old run whose keys were not counted. */
export const typingFiguresShape = {
  standard_wpm: z.number().nullable().meta({ description: "Correct keys / 5 a minute" }),
  key_accuracy: z.number().nullable().meta({ description: "Percent of keys that were correct" }),
};

export const resultSchema = z
  .object({
    id: z.uuid(),
    session_id: z.uuid(),
    user_id: z.uuid(),
    final_score: z.int(),
    waves_completed: z.int(),
    enemies_killed: z.int(),
    /** Percent of tokens that were typed without an error ("clean tokens"), and finished tokens a minute. */
    accuracy_percentage: z.number(),
    words_per_minute: z.number(),
    ...typingFiguresShape,
    total_words_typed: z.int(),
    correct_words: z.int(),
    incorrect_words: z.int(),
    max_combo: z.int(),
    total_damage_dealt: z.int(),
    total_damage_taken: z.int(),
    playtime_seconds: z.int(),
    ended_at: timeSchema,
    created_at: timeSchema,
    /** Moderators see HELD or FLAGGED for PENDING (contracts/moderation.ts). */
    status: z.enum(["VERIFIED", "PENDING", "VOIDED", "UNRANKED"]),
    /** Whether a VERIFIED run counts for statistics only, because it came in late and nothing vouches for its clock. */
    off_boards: z.boolean(),
  })
  .meta({ id: "GameResult" });
export type GameResult = z.infer<typeof resultSchema>;

/** The public fields of a result's session. */
export const sessionSchema = z
  .object({
    id: z.uuid(),
    mode: planSchema.shape.mode,
    language: languageSchema,
    difficulty: difficultySchema,
    outcome: outcomeSchema,
    started_at: timeSchema,
    ended_at: timeSchema,
  })
  .meta({ id: "GameSession" });

export const endedSchema = z
  .object({
    result: resultSchema,
    /** Whether the score is higher than every earlier VERIFIED score of the player. */
    new_best: z.boolean(),
    /** The player's place on the all-time board; null while the result is not on it. */
    rank: z.int().nullable(),
    /** The achievements that this result unlocked. */
    achievements: z.array(earnedAchievementSchema),
  })
  .meta({ id: "EndedGame" });
export type EndedGame = z.infer<typeof endedSchema>;

export const playerSchema = z
  .object({ username: z.string(), display_name: z.string() })
  .meta({ id: "Player" });

export const historyItemSchema = resultSchema
  .extend({ session: sessionSchema })
  .meta({ id: "HistoryItem" });
export type HistoryItem = z.infer<typeof historyItemSchema>;

export const resultWithPlayerSchema = resultSchema
  .extend({
    session: sessionSchema,
    user: playerSchema,
    /** The achievements that this result unlocked. */
    achievements: z.array(earnedAchievementSchema),
  })
  .meta({ id: "ResultWithPlayer" });
export type ResultWithPlayer = z.infer<typeof resultWithPlayerSchema>;

/** A finished run, with everything that `replayRun` of the engine needs. */
export const replaySchema = z
  .object({
    plan: planSchema,
    key_sequence: z.array(z.tuple([z.int(), z.string()])),
    engine_version: z.int(),
    outcome: outcomeSchema,
    ended_at_ms: z.int(),
    /** The highlights of each snippet of the plan, for drawing the run. */
    highlights: z.array(highlightSchema).optional(),
  })
  .meta({ id: "Replay" });
export type Replay = z.infer<typeof replaySchema>;
