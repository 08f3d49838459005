/**
 * The tokens of a piece of code: its maximal runs of non-whitespace. All versions of the
 * engine, the database's `token_count` and the screen agree on them. A version that
 * needs other tokens brings its own; a change here would change recorded runs.
 */

export interface Token {
  text: string;
  /** The line it stands in, from 0. */
  line: number;
  /** The column of its first character, from 0. */
  column: number;
}

/** Returns the tokens of `code` in reading order. Indentation and blank lines yield none. */
export function tokenize(code: string): Token[] {
  const tokens: Token[] = [];
  code.split("\n").forEach((content, line) => {
    for (const match of content.matchAll(/\S+/g)) {
      tokens.push({ text: match[0], line, column: match.index });
    }
  });
  return tokens;
}

/** Returns the `token_count` that the database stores. */
export function countTokens(code: string): number {
  return tokenize(code).length;
}

/** True when `Enter` rather than Space is typed before the token at `index`. */
export function startsLine(tokens: readonly Token[], index: number): boolean {
  return index > 0 && tokens[index]?.line !== tokens[index - 1]?.line;
}

/** Returns how many keys it takes to type all of `tokens`, separators included. */
export function countKeys(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + token.text.length + 1, -1);
}
