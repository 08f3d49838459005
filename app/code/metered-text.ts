/** A text that limits how often a parser may read its characters. */

/**
 * A string that throws a RangeError after `reads` calls of `charCodeAt`. A parser that goes back and reads the same
 * characters again takes exponential time for some nested code, and has no option to stop it. Each step of such a
 * parser begins by reading a character, so this bounds its time for every text, known to be slow or not.
 *
 * It has to be a String object: parsers call its methods, and regular expressions read it as the plain string.
 */
class MeteredText extends String {
  #reads: number;

  constructor(text: string, reads: number) {
    super(text);
    this.#reads = reads;
  }

  override charCodeAt(index: number): number {
    this.#reads -= 1;
    if (this.#reads < 0) throw new RangeError("The parser reads the text too often");
    return super.charCodeAt(index);
  }
}

/** Returns `text` for a parser that may call `charCodeAt` `reads` times. */
export const meteredText = (text: string, reads: number): string =>
  new MeteredText(text, reads) as unknown as string;
