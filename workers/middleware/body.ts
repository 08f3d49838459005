/** Checks request bodies before a contract parses them: their size, and for the API whether they are JSON. */
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";

const KIB = 1024;
/** The paths that receive key logs and imports. */
const LARGE_PATHS = new Set([
  "/api/game/end",
  "/api/game/progress",
  "/api/game/claim",
  "/api/typing/end",
  "/api/snippets/import",
  "/admin/snippets/import",
  "/admin/snippets/import.data",
]);

/** The most bytes that are read of a refused body. */
const MAX_DRAINED_BYTES = 1024 * KIB;

/** The longest time that a refused body is read. */
const MAX_DRAIN_MS = 2_000;

/**
 * Reads the rest of a refused body, within the limits above, because a client that is still sending when the
 * connection closes never sees the response. Does not read a body without `Content-Length`, which is locked then.
 */
async function drain(body: ReadableStream<Uint8Array> | null) {
  if (!body || body.locked) return;
  const reader = body.getReader();
  const timer = setTimeout(() => reader.cancel().catch(() => {}), MAX_DRAIN_MS);
  try {
    for (let read = 0; read < MAX_DRAINED_BYTES; ) {
      const { done, value } = await reader.read();
      if (done) return;
      read += value.byteLength;
    }
  } catch {
    // The client has closed the connection.
  } finally {
    clearTimeout(timer);
  }
}

const limitTo = (kibibytes: number) =>
  bodyLimit({
    maxSize: kibibytes * KIB,
    onError: async (c) => {
      await drain(c.req.raw.body);
      throw new DomainError("body_too_large", `At most ${kibibytes} KiB`);
    },
  });
const standard = limitTo(64);
const large = limitTo(512);

/** Throws `body_too_large`. Every path has a limit, because an isolate has 128 MB for all requests. */
export const limitBody = createMiddleware<AppEnv>((c, next) =>
  (LARGE_PATHS.has(c.req.path) ? large : standard)(c, next),
);

/** Throws `not_json` or `malformed_body` for a body that is not JSON. */
export const requireJson = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  const length = c.req.header("Content-Length") ?? "0";
  const empty = length === "0" && !c.req.header("Transfer-Encoding");
  if (empty && type === undefined) return next();
  if (type !== "application/json") {
    throw new DomainError("not_json", "Send Content-Type: application/json");
  }
  await c.req.json().catch(() => {
    throw new DomainError("malformed_body", "The body is not valid JSON");
  });
  return next();
});
