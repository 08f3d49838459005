/** What is typed of a piece of code: its maximal runs of non-whitespace. */

export interface Token {
  text: string;
  /** The line it stands in, from 0. */
  line: number;
  /** The column of its first character, from 0. */
  column: number;
}

/** The tokens of `code` in reading order. Indentation and blank lines yield none. */
export function tokenize(code: string): Token[] {
  const tokens: Token[] = [];
  code.split("\n").forEach((content, line) => {
    for (const match of content.matchAll(/\S+/g)) {
      tokens.push({ text: match[0], line, column: match.index });
    }
  });
  return tokens;
}

/** `token_count` of the database. */
export function countTokens(code: string): number {
  return tokenize(code).length;
}

/** Whether `Enter` rather than Space is typed before the token at `index`. */
export function startsLine(tokens: readonly Token[], index: number): boolean {
  return index > 0 && tokens[index]?.line !== tokens[index - 1]?.line;
}

/** The keys that typing all of `tokens` takes, separators included. */
export function countKeys(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + token.text.length + 1, -1);
}
