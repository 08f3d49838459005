/** Errors in the text of a snippet or an own text. */

/** The columns of a line that the game shows at once. */
export const MAX_COLUMNS = 80;

/** Line and column count from 1; both are missing when the error concerns the whole text. */
export interface Diagnostic {
  message: string;
  line?: number;
  column?: number;
}

/** Returns the line and column of the character at `offset`, both from 1. */
export function positionAt(text: string, offset: number) {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Returns the message with its position in front. */
export const formatDiagnostic = ({ message, line, column }: Diagnostic) =>
  line === undefined ? message : `Line ${line}, column ${column}: ${message}`;
