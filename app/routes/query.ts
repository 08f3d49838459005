/** A page's query string, as its contract reads it. */
import { data } from "@remix-run/cloudflare";
import type { z } from "zod";
import { PROBLEMS } from "../contracts/problem.ts";

/**
 * What the address asks for; a parameter without a value counts as left out.
 *
 * @throws a 422 response when the contract refuses it
 */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  const query = schema.safeParse(Object.fromEntries(given));
  if (query.success) return query.data;
  const { status, title } = PROBLEMS.validation_failed;
  const detail = query.error.issues[0]?.message ?? title;
  throw data({ code: "validation_failed", title, detail }, { status });
}
