/** Errors in the text of a snippet. */

/** Line and column count from 1; both are missing when the error concerns the whole text. */
export interface Diagnostic {
  message: string;
  line?: number;
  column?: number;
}

/** Returns the message with its position in front. */
export const formatDiagnostic = ({ message, line, column }: Diagnostic) =>
  line === undefined ? message : `Line ${line}, column ${column}: ${message}`;
