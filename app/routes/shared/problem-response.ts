/** The response that loaders and actions throw when they refuse a request. */
import { type FieldError, type ProblemCode, problem } from "../../contracts/problem.ts";

/**
 * Returns a problem document with the status of `code`. Thrown by a page, it leads to the error page
 * of that status. Thrown by a route that answers with a file, it is sent as it is.
 */
export function problemResponse(code: ProblemCode, detail: string, errors?: FieldError[]) {
  const document = problem(code, detail, errors);
  return Response.json(document, {
    status: document.status,
    headers: { "Content-Type": "application/problem+json; charset=utf-8" },
  });
}
