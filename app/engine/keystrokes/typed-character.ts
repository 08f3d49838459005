/**
 * Which character a press types. Code that was written elsewhere may have typographic signs for which keyboards have no
 * key of their own; the plain sign types them. What is logged is the character that was due, so engines, verification and
 * statistics compare equal characters, and none of them knows this rule.
 */

/** The characters that the contract allows as keys. */
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]$/u;

/** The plain characters for those of "smart" punctuation, and for accents that a dead key left without a letter. */
const PLAIN_CHARACTERS: Record<string, string> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u201b": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u201f": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2015": "-",
  "\u2212": "-",
  "\u00a0": " ",
  "\u2026": ".",
  "\u00b4": "'",
  "\u00a8": '"',
  "\u02c6": "^",
  "\u02dc": "~",
};

/** Returns the plain character for a typographic one, and any other as it is. */
export const plainCharacter = (character: string): string =>
  PLAIN_CHARACTERS[character] ?? character;

/**
 * Returns the character that a press types; undefined for text that is no printable character.
 *
 * @param text what the keyboard says
 * @param due the characters of which one is waited for: one of them is returned where the press means it
 */
export function typedCharacter(text: string, due = ""): string | undefined {
  if (text.length !== 1 || !PRINTABLE.test(text)) return undefined;
  if (due.includes(text)) return text;
  const plain = plainCharacter(text);
  return [...due].find((one) => plainCharacter(one) === plain) ?? plain;
}
