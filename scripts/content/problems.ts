/** What the checker of the snippets reports. */

export interface Problem {
  /** Relative to `seed/`, for example `snippets/python/easy/loops.1.py`; also a group or a file of surroundings. */
  path: string;
  /** From 1; missing when the problem concerns the whole file. */
  line?: number;
  message: string;
}

/** Returns the problem with its place in front, in the form that terminals and editors make a link of. */
export const formatProblem = ({ path, line, message }: Problem) =>
  `seed/${path}${line === undefined ? "" : `:${line}`}: ${message}`;

/** Orders problems by file and line. */
export const byPlace = (a: Problem, b: Problem) =>
  a.path.localeCompare(b.path) || (a.line ?? 0) - (b.line ?? 0);
