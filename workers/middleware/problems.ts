/** The only file that turns errors into problem documents (RFC 9457). */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { isUnavailable } from "../../app/.server/db/client.ts";
import type { DomainError } from "../../app/.server/errors.ts";
import { PROBLEMS, type Problem, type ProblemCode, problem } from "../../app/contracts/problem.ts";
import type { AppEnv } from "../env.ts";
import { logError } from "../log.ts";

function problemOf(error: unknown): Problem {
  const { code, message, errors } = (error ?? {}) as Partial<DomainError>;
  if (error instanceof HTTPException) {
    if (error.status === 400) return problem("malformed_body", "The body is not valid JSON");
    if (error.status === 413) return problem("body_too_large", error.message);
  }
  // Matches by code and name, not by class: docs/decisions/0006-single-module-graph.md.
  if ((error as Error | undefined)?.name === "DomainError" && code && code in PROBLEMS) {
    return problem(code as ProblemCode, message ?? "", errors);
  }
  if (isUnavailable(error))
    return problem("database_unavailable", "The database does not answer; try again soon");
  return problem("internal", "This is our fault, and it is in our log under the request's id");
}

/** Returns the response with a problem document. */
export function sendProblem(c: Context<AppEnv>, document: Problem): Response {
  if (document.status === 401) c.header("WWW-Authenticate", "Bearer");
  return c.body(JSON.stringify(document), document.status as 400, {
    "Content-Type": "application/problem+json; charset=utf-8",
  });
}

/** Returns the response to an error that a handler or a middleware threw. Logs it if the status is 500 or above. */
export function handleError(error: Error, c: Context<AppEnv>): Response {
  const document = problemOf(error);
  if (document.status >= 500) logError(error, c.var.requestId);
  const { retryAfter } = error as Partial<DomainError>;
  if (retryAfter !== undefined) c.header("Retry-After", String(retryAfter));
  return sendProblem(c, document);
}
