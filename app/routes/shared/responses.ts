/** How loaders and actions turn the domain's errors into responses. */

import { redirect, replace } from "@remix-run/cloudflare";
import type { RequestContext } from "../../.server/context.ts";
import { isUnavailable } from "../../.server/db/client.ts";
import type { Flash } from "../../contracts/flash.ts";
import type { FieldError, ProblemCode } from "../../contracts/problem.ts";
import { PROBLEMS } from "../../contracts/problem.ts";
import { loginRedirect } from "./authentication.ts";
import { problemResponse } from "./problem-response.ts";

interface CodedError {
  code: ProblemCode;
  message: string;
  errors?: FieldError[];
  /** Seconds after which the same request may succeed. */
  retryAfter?: number;
}

/** True for errors of the domain: recognised by their code, never by class (docs/decisions). */
export function isCoded(error: unknown): error is CodedError {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return name === "DomainError" && typeof code === "string" && code in PROBLEMS;
}

/** What visitors read while the database is unavailable. */
export const DATABASE_UNAVAILABLE =
  "The database does not answer just now. Please try again in a moment.";

/**
 * Returns the result of a call of the domain.
 *
 * @throws the problem response that the error page shows, when the call fails with an error of the domain or
 *   the database is unavailable; a redirect to the sign-in page when the account was deactivated meanwhile
 */
export async function unwrap<T>(
  request: Request,
  context: Pick<RequestContext, "clearSignInCookies">,
  call: Promise<T>,
): Promise<T> {
  try {
    return await call;
  } catch (error) {
    return throwErrorPage(request, context, error);
  }
}

/** Throws the response that the error page shows for `error`; throws errors of unknown kind as they are. */
export function throwErrorPage(
  request: Request,
  context: Pick<RequestContext, "clearSignInCookies">,
  error: unknown,
): never {
  if (isUnavailable(error)) throw problemResponse("database_unavailable", DATABASE_UNAVAILABLE);
  if (!isCoded(error)) throw error;
  if (error.code === "unauthenticated") {
    context.clearSignInCookies();
    throw loginRedirect(request);
  }
  throw problemResponse(error.code, error.message, error.errors);
}

/**
 * Redirects to `page`, which shows the notice `flash` once. With status 303 the browser fetches the page by
 * GET, so reloading it does not send the form again.
 */
export function redirectWithFlash(
  context: Pick<RequestContext, "setFlash">,
  page: string,
  flash?: Flash,
) {
  if (flash) context.setFlash(flash);
  return redirect(page, 303);
}

/**
 * Like {@link redirectWithFlash}, from a form that signs the visitor in: `page` takes the form's place in the
 * browser's history, so that Back does not lead to the form, which leads signed-in visitors on again.
 */
export function replaceWithFlash(
  context: Pick<RequestContext, "setFlash">,
  page: string,
  flash?: Flash,
) {
  if (flash) context.setFlash(flash);
  return replace(page, 303);
}
