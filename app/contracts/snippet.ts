/** Snippets as administrators edit them. The rules for a snippet's text are in `app/code/rules.ts`. */
import { z } from "zod";
import type { Difficulty, Language } from "../engine/plan.ts";
import { timeSchema } from "./account.ts";
import { difficultySchema, languageSchema } from "./game.ts";
import { limitedArray } from "./limited-array.ts";
import { pageQuerySchema } from "./list.ts";

/** A limit above the longest snippet that the rules allow. */
export const MAX_CHARACTERS = 4_000;
/** The most snippets in one import. */
export const MAX_IMPORTED = 500;

const EXPECTED_WPM: Record<Difficulty, number> = { EASY: 40, NORMAL: 50, HARD: 60, EXPERT: 70 };
/** JSX is repetitive, so players type it a little faster. */
const REACT_BONUS = 5;

/** Returns the speed that an average player is expected to type at: the default of `expected_wpm`. */
export const expectedWpm = (language: Language, difficulty: Difficulty) =>
  EXPECTED_WPM[difficulty] + (language === "REACT" ? REACT_BONUS : 0);

/** Returns the text with LF line ends and without blank lines around it; files and forms may have other line ends. */
export const normalizeText = (text: string) =>
  text.replace(/\r\n?/g, "\n").replace(/^\n+/, "").trimEnd();

export const categorySchema = z
  .string("Choose a category")
  .min(1, "Choose a category")
  .max(50, "At most 50 characters")
  .regex(
    /^([a-z0-9]+(-[a-z0-9]+)*)?$/,
    "Small letters, digits and single hyphens, as custom-hooks",
  );

const snippetTextSchema = z
  .string("Write some code")
  .max(MAX_CHARACTERS, `At most ${MAX_CHARACTERS} characters`)
  // PostgreSQL refuses NUL in every text, also in comparisons.
  .refine((text) => !text.includes("\0"), "Not a text: it has a NUL in it")
  .overwrite(normalizeText);

const expectedWpmSchema = z
  .number("Words a minute")
  .min(5, "At least 5 words a minute")
  .max(300, "At most 300 words a minute");

/** A snippet as an administrator writes it. */
export const snippetDraftSchema = z
  .strictObject({
    language: languageSchema,
    difficulty: difficultySchema,
    category: categorySchema,
    snippet_text: snippetTextSchema,
    expected_wpm: expectedWpmSchema,
  })
  .meta({ id: "SnippetDraft" });
export type SnippetDraft = z.infer<typeof snippetDraftSchema>;

const isActiveSchema = z.boolean("true or false");
const revisionSchema = z
  .int("A whole number")
  .min(0, "Not a revision")
  .max(2 ** 31 - 1, "Not a revision");

/** A partial change: fields that are left out stay as they are. */
export const snippetChangeSchema = z
  .strictObject({
    ...snippetDraftSchema.partial().shape,
    is_active: isActiveSchema.optional(),
    revision: revisionSchema
      .optional()
      .meta({ description: "The state that the change is of; refused when there is another" }),
  })
  .meta({ id: "SnippetChange" });
export type SnippetChange = z.infer<typeof snippetChangeSchema>;

export const importSchema = z.strictObject({
  snippets: limitedArray(snippetDraftSchema, "A list of snippets")
    .min(1, "At least one snippet")
    .max(MAX_IMPORTED, `At most ${MAX_IMPORTED} snippets at a time`),
});

/** Measurements of how players typed the present text in VERIFIED runs. */
export const snippetMeasureSchema = z
  .object({
    /** Runs in which the snippet appeared. */
    runs: z.int(),
    /** Bugs that carried a part of the snippet, and those of them that were fixed. */
    bugs: z.int(),
    bugs_fixed: z.int(),
    /** Typed words of the snippet, and those of them with a wrong key. */
    words: z.int(),
    wrong_words: z.int(),
    /** The speed while typing the snippet; null before the first word. */
    words_per_minute: z.number().nullable(),
  })
  .meta({ id: "SnippetMeasure" });
export type SnippetMeasure = z.infer<typeof snippetMeasureSchema>;

export const storedSnippetSchema = z
  .object({
    id: z.uuid(),
    language: languageSchema,
    difficulty: difficultySchema,
    category: z.string(),
    snippet_text: z.string(),
    token_count: z.int(),
    expected_wpm: z.number(),
    is_active: z.boolean(),
    usage_count: z.int(),
    /** The number of changes by administrators. */
    revision: z.int(),
    created_at: timeSchema,
    updated_at: timeSchema,
    measured: snippetMeasureSchema,
  })
  .meta({ id: "StoredSnippet" });
export type StoredSnippet = z.infer<typeof storedSnippetSchema>;

export const importedSchema = z
  .object({ items: z.array(storedSnippetSchema) })
  .meta({ id: "ImportedSnippets" });

/** Control characters and halves of surrogate pairs. Unlike in names, format characters are allowed: code may have them. */
const UNSEARCHABLE = /[\p{Cc}\p{Cs}]/u;

const snippetFilter = {
  language: languageSchema.optional(),
  difficulty: difficultySchema.optional(),
  category: categorySchema.optional(),
  is_active: z
    .enum(["true", "false"], "true or false")
    .transform((value) => value === "true")
    .optional(),
  q: z
    .string()
    .overwrite((text) => text.normalize("NFC").trim())
    .max(100, "At most 100 characters")
    .refine((text) => !UNSEARCHABLE.test(text), "No control characters")
    .meta({ description: "In the text or the category, whatever the case" })
    .optional(),
};

export const snippetQuerySchema = pageQuerySchema.extend(snippetFilter);
export type SnippetQuery = z.infer<typeof snippetQuerySchema>;
