/** Bounds the requests by which Remix's script learns the routes behind the links of a page. */
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../app/.server/errors.ts";
import type { AppEnv } from "../env.ts";

/** The longest address that Remix's script sends here. */
const MAX_ADDRESS = 7_680;
/** More links than any page has. */
const MAX_PATHS = 300;
/** More segments than any path of the site has. */
const MAX_SEGMENTS = 8;

/**
 * Throws `malformed_address`. Remix matches every path, and also every path above it, against every route: one path of
 * 7,000 characters has 3,500 above it.
 */
export const limitManifest = createMiddleware<AppEnv>(async (c, next) => {
  const paths = c.req.queries("p") ?? [];
  const isTooDeep = (path: string) => path.split("/", MAX_SEGMENTS + 2).length > MAX_SEGMENTS + 1;
  if (c.req.url.length > MAX_ADDRESS || paths.length > MAX_PATHS || paths.some(isTooDeep)) {
    throw new DomainError("malformed_address", "No page of this site has such links");
  }
  await next();
});
