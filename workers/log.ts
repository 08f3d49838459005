/**
 * The log: one line of JSON for each event, without personal data. It leaves out addresses, names, query strings
 * and tokens. The request id connects the lines of a request.
 */
type Level = "info" | "warn" | "error";

export function log(level: Level, event: string, fields: Record<string, unknown>): void {
  const line = JSON.stringify({ level, event, ...fields });
  if (level === "error") console.error(line);
  else if (level === "warn") console.warn(line);
  else console.log(line);
}

/** SQLSTATE class 22 (data exception), whose messages repeat the value. */
const REPEATS_DATA = /^22/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Returns a message without quoted text, addresses, and words that are long enough for a token. */
const redact = (message: string, quotes: boolean): string =>
  (quotes ? message.replace(/"(?:[^"\\]|\\.)*"?/g, '"…"') : message)
    .replace(/[^\s"'`()<>,;]+@[^\s"'`()<>,;]+/g, "…")
    .replace(/[\w+/=.-]{20,}/g, "…")
    .slice(0, 500);

/** Returns the fields of an error that may be logged. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = "", cause } = error;
  const { code } = error as { code?: unknown };
  // PostgreSQL quotes the names of tables and columns, which may be logged.
  const fromDatabase = typeof code === "string" && SQLSTATE.test(code);
  const logged =
    fromDatabase && REPEATS_DATA.test(code) ? undefined : redact(message, !fromDatabase);
  // The first lines of a stack repeat the message.
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: name,
    ...(typeof code === "string" && { code }),
    ...(logged !== undefined && { message: logged }),
    stack: frames.map((frame) => frame.trim()).join("\n"),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

export const logError = (error: unknown, requestId: string | null): void =>
  log("error", "error", { request_id: requestId, ...describeError(error) });
