/** What is wrong with the text of a snippet, and where. */

/** Lines and columns from 1; none of both, when it is about all of the text. */
export interface Fault {
  message: string;
  line?: number;
  column?: number;
}

/** A fault in words, with its place. */
export const describeFault = ({ message, line, column }: Fault) =>
  line === undefined ? message : `Line ${line}, column ${column}: ${message}`;
