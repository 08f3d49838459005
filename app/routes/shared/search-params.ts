/** Reads and writes query strings of pages. */

import type { z } from "zod";
import { fieldErrors, PROBLEMS } from "../../contracts/problem.ts";
import { problemResponse } from "./problem-response.ts";

/** Returns the parameters of the URL; one without a value counts as left out. */
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

/** The most parameters that a page shows again, and the most characters of one; a cursor has 512. */
const MAX_PARAMETERS = 40;
const MAX_VALUE = 600;

/** Returns the parameters that a page shows again, because single fetch encodes what they hold. */
const reflected = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values)
      .filter((parameter) => parameter.every((text) => text.length <= MAX_VALUE))
      .slice(0, MAX_PARAMETERS),
  );

/**
 * Returns the query string of a list, for a page that shows invalid filters again beside what is wrong with
 * them.
 *
 * @returns `values`, the parameters as they were written, unless they are far too long; `query`, as the schema parses them, undefined
 *   when it refuses them; `errors`, the first message by field; `status`, 200 or 422
 */
export function parseListQuery<T>(request: Request, schema: z.ZodType<T>) {
  const parameters = searchParamsOf(request);
  const values = reflected(parameters);
  const query = schema.safeParse(parameters);
  const errors: Record<string, string> = {};
  if (query.success) return { values, query: query.data, errors, status: 200 };
  for (const { path, message } of fieldErrors(query.error)) errors[path] ??= message;
  return { values, errors, status: PROBLEMS.validation_failed.status };
}
