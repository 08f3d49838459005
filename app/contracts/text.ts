/**
 * Texts that people type. Systems differ in how they write the same letters, so texts are composed (NFC) before they
 * are compared or stored; and a character is what a reader takes for one, an emoji of seven parts too.
 */
import { z } from "zod";

/** Control and format characters (which may reverse the text after them), line separators, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Matches an emoji with what belongs to it: joiners and tags, which are format characters. */
const EMOJI =
  /^\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|[\u{e0020}-\u{e007f}])*$/u;
/** Matches a character that shows something without another one before it. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Matches characters that show nothing, among them some letters (the Hangul fillers), and an empty braille pattern. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Splits a text into what a reader takes for characters. */
function charactersOf(text: string): string[] {
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}

/** Returns how many characters a reader counts. */
export const characterCount = (text: string) => charactersOf(text).length;

const isPrintable = (text: string) =>
  !UNPRINTABLE.test(text) ||
  charactersOf(text).every((character) => !UNPRINTABLE.test(character) || EMOJI.test(character));

const showsSomething = (text: string) => VISIBLE.test(text.replace(INVISIBLE, ""));

/** A text that is compared with stored ones: composed, without blanks around it and without control characters. */
export const comparableText = (message?: string) =>
  z
    .string(message)
    .overwrite((text) => text.normalize("NFC").trim())
    .refine(isPrintable, "No control characters");

/**
 * A text that others read, and of which one character shows something.
 *
 * @param most counted in code points, as PostgreSQL counts for `varchar`
 */
export const visibleText = (message: string, most: number) =>
  comparableText(message)
    .min(1, { message: "At least 1 character", abort: true })
    .refine((text) => [...text].length <= most, `At most ${most} characters`)
    .refine(showsSomething, "Nothing to see: use a letter, a digit or a sign")
    .meta({ maxLength: most });
