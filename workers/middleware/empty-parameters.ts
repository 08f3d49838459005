/** Drops query parameters without a value. */
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";

/** Removes parameters without a value from the URL, so that `?language=` means the same as no `language`, as on pages. */
export const dropEmptyParameters = createMiddleware<AppEnv>(async (c, next) => {
  // Most requests have no parameters, and parsing the URL costs.
  if (!c.req.url.includes("?")) return next();
  const url = new URL(c.req.url);
  const parameters = [...url.searchParams].filter(([, value]) => value !== "");
  if (parameters.length < url.searchParams.size) {
    url.search = new URLSearchParams(parameters).toString();
    c.req.raw = new Request(url, c.req.raw);
  }
  await next();
});
