/** Practice: the requests that start and end drills, and the statistics of keys. */
import { z } from "zod";
import { TARGET } from "../engine/drills/targets.ts";
import { TOKEN_KINDS } from "../engine/keystrokes/sums.ts";
import type { Difficulty } from "../engine/plan.ts";
import { timeSchema } from "./account.ts";
import { difficultySchema, keySequenceSchema, languageSchema, timeMsSchema } from "./game.ts";
import { highlightSchema } from "./highlight.ts";
import { limitedArray } from "./limited-array.ts";
import { pageQuerySchema } from "./list.ts";

const MOST_TARGETS = 5;

/** A key or two keys in a row that a drill is to mend. */
const targetSchema = z
  .string("A key is a string")
  .regex(TARGET, "One or two printable ASCII characters, or Enter");

export const focusSchema = z.union(
  [
    z.enum(["plain", "weak_keys"]),
    z.strictObject({
      keys: limitedArray(targetSchema, "A list of keys")
        .min(1, "At least 1 key")
        .max(MOST_TARGETS, `At most ${MOST_TARGETS} keys`),
    }),
  ],
  { error: "plain, weak_keys, or {keys: […]}" },
);
export type Focus = z.infer<typeof focusSchema>;

export const drillStartSchema = z
  .strictObject({
    language: languageSchema,
    difficulty: difficultySchema.optional(),
    category: z
      .string("A text")
      .min(1, "At least 1 character")
      .max(50, "At most 50 characters")
      .optional(),
    focus: focusSchema.default("plain"),
    text_id: z.uuid("Not a text's id").optional(),
  })
  .superRefine(({ text_id, difficulty, category, focus }, context) => {
    if (text_id === undefined) return;
    const refuse = (path: string) =>
      context.addIssue({ code: "custom", path: [path], message: "Not with an own text" });
    if (difficulty) refuse("difficulty");
    if (category) refuse("category");
    if (focus !== "plain") refuse("focus");
  });
export type DrillStartRequest = z.infer<typeof drillStartSchema>;

/** The categories of a language, each with the difficulties that have code of it. */
export type DrillCategories = Record<string, Difficulty[]>;

export const drillPartSchema = z
  .object({
    /** Absent for an own text. */
    snippet_id: z.uuid().optional(),
    category: z.string(),
    text: z.string(),
    /** The number of the first line in its file, from 1. */
    first_line: z.int(),
    /** The keys for which it was chosen; empty for a plain part. */
    rich_in: z.array(z.string()),
  })
  .meta({ id: "DrillPart" });
export type DrillPart = z.infer<typeof drillPartSchema>;

export const targetFiguresSchema = z
  .object({
    key: z.string(),
    presses: z.int(),
    errors: z.int(),
    mean_ms: z.number().nullable().meta({ description: "Mean time of a timed press" }),
  })
  .meta({ id: "TargetFigures" });
export type TargetFigures = z.infer<typeof targetFiguresSchema>;

export const startedDrillSchema = z
  .object({
    session_id: z.uuid(),
    session_token: z.string(),
    language: languageSchema,
    /** `plain` for a player without weak keys. */
    focus: focusSchema,
    /** The keys that the drill is to mend; empty for a plain one. */
    targets: z.array(z.string()),
    /** The caller's statistics of each target before this drill. */
    target_figures: z.array(targetFiguresSchema),
    parts: z.array(drillPartSchema),
    /** The highlights of each part. */
    highlights: z.array(highlightSchema),
    started_at: timeSchema,
    expires_at: timeSchema,
  })
  .meta({ id: "StartedDrill" });
export type StartedDrill = z.infer<typeof startedDrillSchema>;

export const drillEndSchema = z.strictObject({
  session_token: z
    .string("Not a session token")
    .min(1, "Not a session token")
    .max(8_000, "Not a session token"),
  key_sequence: keySequenceSchema,
  ended_at_ms: timeMsSchema,
});
export type DrillEndRequest = z.infer<typeof drillEndSchema>;

export const confusionSchema = z.object({
  expected: z.string(),
  typed: z.string(),
  count: z.int(),
});

export const drillFiguresShape = {
  words_per_minute: z.number().meta({ description: "Correct keys / 5 a minute" }),
  raw_words_per_minute: z.number().meta({ description: "All keys / 5 a minute" }),
  accuracy_percentage: z.number().meta({ description: "Percent of keys that were correct" }),
  consistency: z.number().meta({ description: "From 0 to 100: how even the time between keys is" }),
};

export const drillFiguresSchema = z
  .object({ ...drillFiguresShape, errors: z.array(confusionSchema) })
  .meta({ id: "DrillFigures" });
export type DrillFigures = z.infer<typeof drillFiguresSchema>;

/** A row of `typing_results`. */
export const typingResultSchema = z
  .object({
    id: z.uuid(),
    session_id: z.uuid(),
    user_id: z.uuid(),
    total_keys_pressed: z.int(),
    correct_keys: z.int(),
    incorrect_keys: z.int(),
    accuracy_percentage: z.number(),
    keys_per_minute: z.number(),
    duration_seconds: z.int(),
    ended_at: timeSchema,
    created_at: timeSchema,
  })
  .meta({ id: "TypingResult" });

export const endedDrillSchema = z
  .object({ result: typingResultSchema, figures: drillFiguresSchema })
  .meta({ id: "EndedDrill" });
export type EndedDrill = z.infer<typeof endedDrillSchema>;

export const typingStatsQuerySchema = z.object({
  language: languageSchema,
  period: z.enum(["all", "quarter"], "all or quarter").default("all"),
});
export type TypingStatsQuery = z.infer<typeof typingStatsQuerySchema>;

/** Without a language the one that is typed most. */
export const insightsQuerySchema = typingStatsQuerySchema.partial({ language: true });
export type InsightsQuery = z.infer<typeof insightsQuerySchema>;

const lossShape = {
  presses: z.int(),
  errors: z.int(),
  timed: z.int().meta({ description: "Presses whose time counts: right after another hit" }),
  mean_ms: z.number().nullable().meta({ description: "Mean time of a timed press" }),
  lost_ms: z.number().meta({ description: "Milliseconds lost per 1,000 keys of the language" }),
};

export const typingStatsSchema = z
  .object({
    language: languageSchema,
    period: typingStatsQuerySchema.shape.period.unwrap(),
    keys: z.array(z.object({ key: z.string(), ...lossShape })),
    /** Of all time alone; of a quarter, empty. */
    pairs: z.array(z.object({ pair: z.string(), ...lossShape })),
    token_kinds: z.array(z.object({ kind: z.enum(TOKEN_KINDS), ...lossShape })),
    /** Of all time alone; of a quarter, empty. */
    confusions: z.array(confusionSchema),
    /** By UTC day, the oldest first. */
    trend: z.array(
      z.object({
        day: z.iso.date(),
        words_per_minute: z.number(),
        accuracy_percentage: z.number(),
        keys: z.int(),
      }),
    ),
    recovery_ms: z
      .number()
      .nullable()
      .meta({ description: "Mean time from an error to the next hit" }),
    usual_ms: z
      .number()
      .nullable()
      .meta({ description: "Mean time of a timed press, over all keys" }),
    /** The same over all players of the language; null while too few have typed. */
    everyone: z
      .object({
        usual_ms: z.number(),
        accuracy_percentage: z.number(),
        recovery_ms: z.number().nullable(),
        keys: z.array(
          z.object({ key: z.string(), mean_ms: z.number(), error_percentage: z.number() }),
        ),
        token_kinds: z.array(
          z.object({
            kind: z.enum(TOKEN_KINDS),
            mean_ms: z.number(),
            error_percentage: z.number(),
          }),
        ),
      })
      .nullable(),
    /** The keys that a drill of weak keys would mend, the worst first. */
    weak_keys: z.array(z.string()),
  })
  .meta({ id: "TypingStatistics" });
export type TypingStatistics = z.infer<typeof typingStatsSchema>;

export const drillHistoryQuerySchema = pageQuerySchema.extend({
  language: languageSchema.optional(),
});
export type DrillHistoryQuery = z.infer<typeof drillHistoryQuerySchema>;

/** A past drill. */
export const drillHistoryItemSchema = typingResultSchema
  .extend({
    language: languageSchema,
    focus: focusSchema,
    targets: z.array(z.string()),
    /** The title of an own text; null for other drills, and when the text is gone. */
    text_title: z.string().nullable(),
    words_per_minute: drillFiguresShape.words_per_minute,
    raw_words_per_minute: drillFiguresShape.raw_words_per_minute,
    consistency: drillFiguresShape.consistency,
  })
  .meta({ id: "DrillHistoryItem" });
export type DrillHistoryItem = z.infer<typeof drillHistoryItemSchema>;
