/** Own texts: code that a player brings along, and that nobody else sees. `app/code/own-text.ts` says which code can be typed. */
import { z } from "zod";
import { MOST_TEXT_CHARACTERS, MOST_TEXT_LINES } from "../engine/limits.ts";
import { countTokens } from "../engine/tokens.ts";
import { timeSchema } from "./account.ts";
import { languageSchema } from "./game.ts";
import { visibleText } from "./text.ts";

/** The most texts of an account. */
export const MOST_TEXTS = 100;

/**
 * Returns the text with LF line ends, as it is stored. A form sends CRLF for each line end, and a text area holds LF
 * alone, so neither can tell what a file had.
 */
export const withLineFeeds = (text: string) => text.replace(/\r\n?/g, "\n");

/** Returns the number of lines; a line end at the end of the text begins no further one. */
export const lineCount = (text: string) => text.replace(/\n$/, "").split("\n").length;

const textSchema = z
  .string("Paste some code")
  .max(MOST_TEXT_CHARACTERS, { message: `At most ${MOST_TEXT_CHARACTERS} characters`, abort: true })
  .overwrite(withLineFeeds)
  .refine((text) => lineCount(text) <= MOST_TEXT_LINES, `At most ${MOST_TEXT_LINES} lines`)
  .refine((text) => countTokens(text) > 0, "Paste some code");

/** An own text as its owner writes it. */
export const ownTextDraftSchema = z
  .strictObject({
    title: visibleText("Give it a title", 100),
    language: languageSchema,
    text: textSchema.meta({
      description: `Code that parses, of at most ${MOST_TEXT_LINES} lines. CRLF and CR line ends are stored as LF; nothing else is changed.`,
      maxLength: MOST_TEXT_CHARACTERS,
    }),
  })
  .meta({ id: "OwnTextDraft" });
export type OwnTextDraft = z.infer<typeof ownTextDraftSchema>;

const summaryShape = {
  id: z.uuid(),
  title: z.string(),
  language: languageSchema,
  lines: z.int(),
  token_count: z.int(),
  created_at: timeSchema,
  updated_at: timeSchema,
};

/** An own text in a list that does not show the code. */
export const ownTextSummarySchema = z.object(summaryShape);
export type OwnTextSummary = z.infer<typeof ownTextSummarySchema>;

export const ownTextSchema = z
  .object({ ...summaryShape, text: z.string() })
  .meta({ id: "OwnText" });
export type OwnText = z.infer<typeof ownTextSchema>;
