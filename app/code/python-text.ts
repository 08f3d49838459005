/** Converts py-ast's lines and columns to offsets into the source text. */

/** The position of a node or a token: lines from 1, columns from 0. */
export interface Located {
  lineno: number;
  col_offset: number;
  end_lineno?: number;
  end_col_offset?: number;
}

/** A source text, with functions that return a node's first offset, the offset after its last character, and its text. */
export interface SourceText {
  code: string;
  startOf: (located: Located) => number;
  endOf: (located: Located) => number;
  textOf: (located: Located) => string;
}

export function sourceText(code: string): SourceText {
  const lineStarts = [0];
  for (let end = code.indexOf("\n"); end >= 0; end = code.indexOf("\n", end + 1))
    lineStarts.push(end + 1);
  const offset = (line: number, column: number) => (lineStarts[line - 1] ?? code.length) + column;
  const at = (located: Located) => offset(located.lineno, located.col_offset);
  const end = ({ end_lineno, end_col_offset, ...located }: Located) =>
    offset(end_lineno ?? located.lineno, end_col_offset ?? located.col_offset + 1);
  return {
    code,
    startOf: at,
    endOf: end,
    textOf: (located) => code.slice(at(located), end(located)),
  };
}
