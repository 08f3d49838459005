/** A page's query string, as its contract reads it. */
import type { z } from "zod";
import { fieldErrors } from "../../contracts/problem.ts";
import { refusal } from "./responses.ts";
import { givenIn } from "./search-params.ts";

/**
 * What the address asks for.
 *
 * @throws a 422 response when the contract refuses it
 */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const query = schema.safeParse(givenIn(request));
  if (query.success) return query.data;
  const errors = fieldErrors(query.error);
  throw refusal("validation_failed", errors[0]?.message ?? "", errors);
}
