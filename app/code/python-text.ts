/** Where what py-ast tells by lines and columns stands in the text. */

export interface Placed {
  lineno: number;
  col_offset: number;
  end_lineno?: number;
  end_col_offset?: number;
}

export interface Text {
  code: string;
  at: (one: Placed) => number;
  end: (one: Placed) => number;
  of: (one: Placed) => string;
}

export function textOf(code: string): Text {
  const lines = [0];
  for (let end = code.indexOf("\n"); end >= 0; end = code.indexOf("\n", end + 1))
    lines.push(end + 1);
  const offset = (line: number, column: number) => (lines[line - 1] ?? code.length) + column;
  const at = (one: Placed) => offset(one.lineno, one.col_offset);
  const end = ({ end_lineno, end_col_offset, ...one }: Placed) =>
    offset(end_lineno ?? one.lineno, end_col_offset ?? one.col_offset + 1);
  return { code, at, end, of: (one) => code.slice(at(one), end(one)) };
}
