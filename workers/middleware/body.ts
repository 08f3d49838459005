/** What every body must be before a contract looks at it: JSON, and not too much of it. */
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";

const KIB = 1024;
const LIMIT = 64 * KIB;
const LARGE_LIMIT = 512 * KIB;
/** Key logs and imports. */
const LARGE_PATHS = new Set(["/api/game/end"]);

const limitTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new DomainError("body_too_large", `At most ${maxSize / KIB} KiB`);
    },
  });
const standard = limitTo(LIMIT);
const large = limitTo(LARGE_LIMIT);

export const jsonBody = createMiddleware<AppEnv>(async (c, next) => {
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  const length = c.req.header("Content-Length") ?? "0";
  const empty = length === "0" && !c.req.header("Transfer-Encoding");
  if (empty && type === undefined) return next();
  if (type !== "application/json") {
    throw new DomainError("not_json", "Send Content-Type: application/json");
  }
  return (LARGE_PATHS.has(c.req.path) ? large : standard)(c, async () => {
    await c.req.json().catch(() => {
      throw new DomainError("malformed_body", "The body is not valid JSON");
    });
    await next();
  });
});
