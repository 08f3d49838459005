/**
 * The tokens of a piece of code: its maximal runs of characters that are not blank. All versions of the engine,
 * the database's `token_count` and the user interface use them. A version that needs other tokens must define
 * its own, because a change here would change recorded runs.
 */

export interface Token {
  text: string;
  /** The line of the token, from 0. */
  line: number;
  /** The column of its first character, from 0. */
  column: number;
}

/** Returns the tokens of `code` in reading order. Indentation and blank lines are not tokens. */
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

/** Returns whether `Enter`, not Space, is typed before the token at `index`. */
export function startsLine(tokens: readonly Token[], index: number): boolean {
  return index > 0 && tokens[index]?.line !== tokens[index - 1]?.line;
}

/** Returns the number of keys to type all of `tokens`, including the separators. */
export function countKeys(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + token.text.length + 1, -1);
}
