/** A page's query string, as its contract reads it. */
import { data } from "@remix-run/cloudflare";
import type { z } from "zod";
import { PROBLEMS } from "../contracts/problem.ts";

/** What the address says; a parameter without a value counts as left out. */
export const givenIn = (request: Request): Record<string, string> =>
  Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ""));

/**
 * What the address asks for.
 *
 * @throws a 422 response when the contract refuses it
 */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const query = schema.safeParse(givenIn(request));
  if (query.success) return query.data;
  const { status, title } = PROBLEMS.validation_failed;
  const detail = query.error.issues[0]?.message ?? title;
  throw data({ code: "validation_failed", title, detail }, { status });
}
