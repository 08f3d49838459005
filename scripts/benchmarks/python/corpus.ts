/** Makes texts from Python sources: pieces as a snippet has them, and small statements with one wrong token. */

export interface Piece {
  code: string;
  /** Where it comes from. */
  source: string;
}

const MAX_LINES = 25;
/** The longest statement that is mutated, in lines. */
const MAX_MUTATED_LINES = 3;
const CONTINUES = /^\s*([)\]}]|(else|elif|except|finally|case)\b)/;

const indentOf = (line: string) => /^ */.exec(line)?.[0].length ?? 0;
const isBlank = (line: string | undefined) => line?.trim() === "";

/** Returns the lines without the indentation that all of them have. */
function dedent(lines: string[]): string {
  const least = Math.min(...lines.filter((line) => !isBlank(line)).map(indentOf));
  return lines
    .map((line) => line.slice(least))
    .join("\n")
    .trimEnd();
}

/** Returns where each line block ends that begins at `from`: at the next line that is not indented deeper. */
function blockEnd(lines: string[], from: number, to: number): number {
  const indent = indentOf(lines[from] ?? "");
  let end = from + 1;
  while (
    end < to &&
    (isBlank(lines[end]) ||
      indentOf(lines[end] ?? "") > indent ||
      (indentOf(lines[end] ?? "") === indent && CONTINUES.test(lines[end] ?? "")))
  )
    end += 1;
  return end;
}

/**
 * Cuts `lines` where a statement seems to begin: neighbours together to 25 lines, and what is longer in its parts. Indentation
 * alone decides, so some pieces begin within a string; whoever judges the pieces has to leave those out.
 */
function cut(lines: string[], from: number, to: number, found: (from: number, to: number) => void) {
  let start = from;
  let at = from;
  while (at < to) {
    if (isBlank(lines[at])) {
      at += 1;
      continue;
    }
    const end = blockEnd(lines, at, to);
    if (end - start > MAX_LINES) {
      if (at > start) found(start, at);
      start = at;
    }
    if (end - at > MAX_LINES) {
      const inner = at + 1;
      if (inner < end) cut(lines, inner, end, found);
      start = end;
    }
    at = end;
  }
  if (to > start) found(start, to);
}

/** Returns the pieces of a file. */
export function piecesOf(text: string, source: string): Piece[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const pieces: Piece[] = [];
  cut(lines, 0, lines.length, (from, to) => {
    const piece = lines.slice(from, to);
    if (piece.every(isBlank)) return;
    pieces.push({ code: dedent(piece), source: `${source}:${from + 1}` });
  });
  return pieces;
}

/** Returns the small statements of a file: blocks of at most three lines. */
export function statementsOf(text: string, source: string): Piece[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  return lines.flatMap((line, from) => {
    if (isBlank(line) || /^\s*#/.test(line)) return [];
    const end = blockEnd(lines, from, lines.length);
    if (end - from > MAX_MUTATED_LINES) return [];
    return [{ code: dedent(lines.slice(from, end)), source: `${source}:${from + 1}` }];
  });
}

const TOKEN =
  /(?:[rbuf]{0,2})(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\w+|[*/<>]{2}=?|[-+*/%@&|^<>=!:]=|->|\n *|[^\s\w]/gi;

/** What a token is replaced by. */
const REPLACEMENTS = (
  "a 1 'a' f'{a}' b'a' ( ) [ ] { } , : ; . = == := -> + * ** / @ - ~ ! if else for in not is and or lambda " +
  "await async yield from import as def class return pass break continue del global try except with match case None *a"
).split(" ");

/** Returns a generator of numbers from 0 to below 1 that a seed determines (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Returns `code` with one token deleted, doubled, replaced, or swapped with the next one. */
export function mutate(code: string, random: () => number): string {
  const tokens = [...code.matchAll(TOKEN)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
  const index = Math.floor(random() * tokens.length);
  const token = tokens[index];
  if (!token) return code;
  const next = tokens[index + 1] ?? token;
  const put = (text: string, end = token.end) =>
    code.slice(0, token.start) + text + code.slice(end);
  switch (Math.floor(random() * 4)) {
    case 0:
      return put("");
    case 1:
      return put(`${token.text} ${token.text}`);
    case 2:
      return put(REPLACEMENTS[Math.floor(random() * REPLACEMENTS.length)] ?? "");
    default:
      return put(next.text + code.slice(token.end, next.start) + token.text, next.end);
  }
}
