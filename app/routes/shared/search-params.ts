/** Reading a page's query string. */
import type { z } from "zod";
import { fieldErrors } from "../../contracts/problem.ts";
import { problemResponse } from "./problem-response.ts";

/** Returns the parameters of the address; one without a value counts as left out. */
export const searchParamsOf = (request: Request): Record<string, string> =>
  Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ""));

/**
 * Returns the query string as `schema` parses it.
 *
 * @throws a 422 response that names each field that the schema refuses
 */
export function readSearchParams<T>(request: Request, schema: z.ZodType<T>): T {
  const query = schema.safeParse(searchParamsOf(request));
  if (query.success) return query.data;
  const errors = fieldErrors(query.error);
  throw problemResponse("validation_failed", errors[0]?.message ?? "", errors);
}
