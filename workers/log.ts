/**
 * The log: a line of JSON each time, with nothing in it that is somebody's. No addresses, names,
 * query strings or tokens; who reads a line finds the rest by the request's id.
 */
type Level = "info" | "warn" | "error";

export function log(level: Level, event: string, fields: Record<string, unknown>): void {
  const line = JSON.stringify({ level, event, ...fields });
  if (level === "error") console.error(line);
  else if (level === "warn") console.warn(line);
  else console.log(line);
}

/** SQLSTATE class 22: what was given is not what its type says, and the message repeats it. */
const REPEATS_DATA = /^22/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** A message without what may be data in it: quoted text, addresses, whatever is long enough for a token. */
const redact = (message: string, quotes: boolean): string =>
  (quotes ? message.replace(/"(?:[^"\\]|\\.)*"?/g, '"…"') : message)
    .replace(/[^\s"'`()<>,;]+@[^\s"'`()<>,;]+/g, "…")
    .replace(/[\w+/=.-]{20,}/g, "…")
    .slice(0, 500);

/** What the log may say of an error. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = "", cause } = error;
  const { code } = error as { code?: unknown };
  // In the database's own messages, what is quoted is the name of a table or a column.
  const fromDatabase = typeof code === "string" && SQLSTATE.test(code);
  const told =
    fromDatabase && REPEATS_DATA.test(code) ? undefined : redact(message, !fromDatabase);
  // The first lines of a stack repeat the message.
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: name,
    ...(typeof code === "string" && { code }),
    ...(told !== undefined && { message: told }),
    stack: frames.map((frame) => frame.trim()).join("\n"),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

export const logError = (error: unknown, requestId: string | null): void =>
  log("error", "error", { request_id: requestId, ...describeError(error) });
