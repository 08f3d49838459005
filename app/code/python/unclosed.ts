/** Finds the bracket that somebody forgot to close: the parser notices it only lines later, where the next statement begins. */
import { CLOSING, type Token } from "./tokens.ts";

/** Words that begin a statement, and never stand within brackets. */
const STATEMENTS = new Set(
  "def class return import while with try except finally raise pass break continue global nonlocal del assert".split(
    " ",
  ),
);

const CLOSERS = new Set(CLOSING.values());

/** Returns the innermost bracket that is open before the token at `index`. */
function openBefore(tokens: readonly Token[], index: number): Token | undefined {
  const open: Token[] = [];
  for (const token of tokens.slice(0, index)) {
    if (token.type !== "operator") continue;
    if (CLOSING.has(token.text)) open.push(token);
    else if (CLOSERS.has(token.text)) open.pop();
  }
  return open.at(-1);
}

const lineStart = (code: string, at: number) => code.lastIndexOf("\n", at - 1) + 1;

/** Returns the bracket in which the token at `index` stands, if that token begins the next statement. */
export function unclosedBefore(
  code: string,
  tokens: readonly Token[],
  index: number,
): Token | undefined {
  const token = tokens[index];
  if (!token || !STATEMENTS.has(token.text)) return undefined;
  const start = lineStart(code, token.start);
  const open = openBefore(tokens, index);
  const isFirst = code.slice(start, token.start).trim() === "";
  return open && open.start < start && isFirst ? open : undefined;
}
