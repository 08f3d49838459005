/** The sums of one log, with the kinds of token of the code that was typed. */
import { tokenKinds } from "../../../code/token-kinds.ts";
import type { Place, Press } from "../../../engine/keystrokes/press.ts";
import {
  addPress,
  emptySums,
  type KeystrokeSums,
  type TokenKind,
} from "../../../engine/keystrokes/sums.ts";
import type { Language } from "../../../engine/plan.ts";

/** Kinds by language and text, the most recently used last: the same snippets are typed again and again. */
const cache = new Map<string, (TokenKind | undefined)[]>();
/** The snippets of the seed. */
const MAX_CACHED = 768;

function kindsOf(text: string, language: Language): (TokenKind | undefined)[] {
  const key = `${language} ${text}`;
  const kinds = cache.get(key) ?? tokenKinds(text, language);
  cache.delete(key);
  cache.set(key, kinds);
  if (cache.size > MAX_CACHED) cache.delete(cache.keys().next().value ?? "");
  return kinds;
}

/** A text whose characters have kinds, and where its lines begin. */
interface KnownText {
  kinds: (TokenKind | undefined)[];
  lineStarts: number[];
}

/** Adds up the presses of one log. One object serves one log. */
export class KeystrokeCounter {
  readonly sums: KeystrokeSums = emptySums();
  #language: Language;
  #textOf: (snippet: number) => string;
  #texts = new Map<number, KnownText>();

  /** @param textOf returns the text of `Place.snippet` */
  constructor(language: Language, textOf: (snippet: number) => string) {
    this.#language = language;
    this.#textOf = textOf;
  }

  add(press: Press): void {
    addPress(this.sums, press, (place) => this.kindAt(place));
  }

  /** Returns the kind of the token to which the character at a place belongs. */
  kindAt({ snippet, line, column }: Place): TokenKind | undefined {
    const { kinds, lineStarts } = this.#text(snippet);
    return kinds[(lineStarts[line] ?? 0) + column];
  }

  #text(snippet: number): KnownText {
    const known = this.#texts.get(snippet);
    if (known) return known;
    const text = this.#textOf(snippet);
    const lineStarts = [0];
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
      lineStarts.push(end + 1);
    const fresh = { kinds: kindsOf(text, this.#language), lineStarts };
    this.#texts.set(snippet, fresh);
    return fresh;
  }
}
