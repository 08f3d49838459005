/** Leaderboards: the choice of a board, its rows, and the caller's place. */
import { z } from "zod";
import { DIFFICULTIES } from "../engine/plan.ts";
import { timeSchema } from "./account.ts";
import { difficultySchema, languageSchema, playerSchema, typingFiguresShape } from "./game.ts";
import { pageOf, pageQuerySchema } from "./list.ts";

/** A day before the first result. */
const EARLIEST = "2020-01-01";

export const BOARD_TYPES = ["all_time", "weekly", "daily"] as const;
export const BOARD_METRICS = ["score", "wpm"] as const;

const boardSelection = {
  type: z.enum(BOARD_TYPES, "all_time, weekly or daily").default("all_time"),
  metric: z.enum(BOARD_METRICS, "score or wpm").default("score"),
  language: languageSchema.optional(),
  difficulty: difficultySchema.optional(),
  season: z.coerce
    .number("A whole number")
    .int("A whole number")
    .min(1, "The first season is 1")
    .optional()
    .meta({
      description:
        "The engine version whose runs are ranked; the current one when it is left out. Earlier ones are closed.",
    }),
  period: z.iso
    .date("A day, like 2026-11-16")
    .refine((day) => day >= EARLIEST, `A day since ${EARLIEST}`)
    .optional()
    .meta({
      description:
        "Any day of the day or week that is asked for; the present one when it is left out. Send it along with a cursor: a period may end between two pages.",
    }),
};

export const boardQuerySchema = pageQuerySchema.extend({
  ...boardSelection,
  scope: z.enum(["all", "friends"], "all or friends").default("all").meta({
    description:
      "`friends`: the same board among the caller, who has to be signed in, and friends.",
  }),
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;
export type BoardType = BoardQuery["type"];

/** The choice of a board on its page: without a difficulty it opens with the visitor's own. */
export const boardPageQuerySchema = boardQuerySchema.extend({
  difficulty: z
    .enum([...DIFFICULTIES, "all"], `One of ${DIFFICULTIES.join(", ")}, or all`)
    .optional(),
});
export type BoardPageQuery = z.infer<typeof boardPageQuerySchema>;

export const placeQuerySchema = z.object(boardSelection);
export type PlaceQuery = z.infer<typeof placeQuerySchema>;

export const boardEntrySchema = z
  .object({
    rank: z.int(),
    user: playerSchema,
    score: z.int(),
    words_per_minute: z.number(),
    accuracy_percentage: z.number(),
    ...typingFiguresShape,
    language: languageSchema,
    difficulty: difficultySchema,
    playtime_seconds: z.int(),
    result_id: z.uuid(),
    ended_at: timeSchema,
  })
  .meta({ id: "LeaderboardEntry" });
export type BoardEntry = z.infer<typeof boardEntrySchema>;

/** The fields that describe the board itself. */
const boardFields = {
  /** The number of players on the board. */
  players: z.int(),
  period: z
    .object({
      /** The first UTC day of the period; for all time the first possible day. */
      start: z.iso.date(),
      /** When the next period begins; null for all time. */
      ends_at: timeSchema.nullable(),
    })
    .meta({ id: "LeaderboardPeriod" }),
};

export const boardSchema = pageOf(boardEntrySchema)
  .extend({ ...boardFields, generated_at: timeSchema })
  .meta({ id: "Leaderboard" });
export type Board = z.infer<typeof boardSchema>;

export const placeSchema = z
  .object({
    /** Null when the caller is not on the board. */
    rank: z.int().nullable(),
    ...boardFields,
    /** The percentage of the board's players who are not above the caller, including the caller. */
    percentile: z.number().nullable(),
    entry: boardEntrySchema.nullable(),
    /** Some players above the caller, the caller, and some players below, the best first. */
    around: z.array(boardEntrySchema),
  })
  .meta({ id: "LeaderboardPlace" });
export type Place = z.infer<typeof placeSchema>;
