/** Leaves out parameters without a value, so that `?language=` asks for as much as nothing does: here as on pages. */
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../env.ts";

export const dropEmptyParameters = createMiddleware<AppEnv>(async (c, next) => {
  const url = new URL(c.req.url);
  const given = [...url.searchParams].filter(([, value]) => value !== "");
  if (given.length < url.searchParams.size) {
    url.search = new URLSearchParams(given).toString();
    c.req.raw = new Request(url, c.req.raw);
  }
  await next();
});
