/** What every body must be before a contract looks at it: not too much, and for the API JSON. */
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";

const KIB = 1024;
/** Key logs and imports. */
const LARGE_PATHS = new Set([
  "/api/game/end",
  "/api/game/progress",
  "/api/game/claim",
  "/api/snippets/import",
  "/admin/snippets/import",
  "/admin/snippets/import.data",
]);

/** So much is read of what is refused. */
const MAX_DRAINED_BYTES = 1024 * KIB;

/** And for so many milliseconds. */
const MAX_DRAIN_MS = 2_000;

/**
 * Whoever still sends when the connection is closed never sees the answer, so a body whose length was announced is
 * read on, within reason. Of one that was not, the beginning was read, and nobody knows how much is to come.
 */
async function drain(body: ReadableStream<Uint8Array> | null) {
  if (!body || body.locked) return;
  const reader = body.getReader();
  const late = setTimeout(() => reader.cancel().catch(() => {}), MAX_DRAIN_MS);
  try {
    for (let read = 0; read < MAX_DRAINED_BYTES; ) {
      const { done, value } = await reader.read();
      if (done) return;
      read += value.byteLength;
    }
  } catch {
    // Whoever sent it is gone.
  } finally {
    clearTimeout(late);
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

/** For the whole front door: an isolate has 128 MB for everybody. */
export const limitBody = createMiddleware<AppEnv>((c, next) =>
  (LARGE_PATHS.has(c.req.path) ? large : standard)(c, next),
);

/** For calls of the API that take a body. */
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
