/** How loaders and actions turn the domain's errors into responses. */
import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import type { Actor } from "../../.server/auth/authorization/queries.ts";
import type { Viewer } from "../../.server/auth/tokens.ts";
import type { RequestContext } from "../../.server/context.ts";
import { isUnavailable } from "../../.server/db/client.ts";
import type { Flash } from "../../contracts/flash.ts";
import { type FieldError, PROBLEMS, type ProblemCode } from "../../contracts/problem.ts";
import { problemResponse } from "./problem-response.ts";

interface CodedError {
  code: ProblemCode;
  message: string;
  errors?: FieldError[];
}

/** Whether `error` is one of the domain's, by its code (never by class: see docs/decisions). */
export function isCoded(error: unknown): error is CodedError {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return name === "DomainError" && typeof code === "string" && code in PROBLEMS;
}

const here = (request: Request) => {
  const { pathname, search } = new URL(request.url);
  return pathname.replace(/\.data$/, "") + search;
};

/** Sends a visitor to the sign-in page, and from there back to where they were going. */
export const toLogin = (request: Request) =>
  redirect(`/login?to=${encodeURIComponent(here(request))}`);

/** The signed-in viewer; anybody else is sent to sign in. */
export function requireViewer(request: Request, viewer: Viewer | undefined): Viewer {
  if (!viewer) throw toLogin(request);
  return viewer;
}

/** The signed-in viewer as the audit log names who acts; anybody else is sent to sign in. */
export const requireActor = (
  request: Request,
  { viewer, requestId }: Pick<RequestContext, "viewer" | "requestId">,
): Actor => ({ ...requireViewer(request, viewer), requestId });

const AWAY = "The database does not answer just now. Please try again in a moment.";

/** Awaits a call of the domain, and throws its refusal as a problem response. */
export async function unwrap<T>(
  request: Request,
  context: { signOut(): void },
  call: Promise<T>,
): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (isUnavailable(error)) throw problemResponse("database_unavailable", AWAY);
    if (!isCoded(error)) throw error;
    if (error.code === "unauthenticated") {
      context.signOut();
      throw toLogin(request);
    }
    throw problemResponse(error.code, error.message, error.errors);
  }
}

/**
 * Leads to the page that shows what was done, which says so once. By GET, so that a
 * reload sends nothing twice, and without script.
 */
export function redirectWithFlash(
  context: Pick<RequestContext, "setFlash">,
  page: string,
  flash?: Flash,
) {
  if (flash) context.setFlash(flash);
  return redirect(page, 303);
}

/** Where to go after signing in: a path of this site, never another one. */
export function safeDestination(
  to: FormDataEntryValue | string | null | undefined,
  fallback = "/play",
): string {
  if (typeof to !== "string") return fallback;
  const base = "http://site.invalid";
  const within = (path: string) => {
    const url = URL.canParse(path, base) ? new URL(path, base) : undefined;
    return url?.origin === base ? url.pathname + url.search : undefined;
  };
  const path = to.startsWith("/") ? within(to) : undefined;
  // Once more: what looked like a path can become `//somewhere` when its dots are gone.
  return path !== undefined && within(path) === path ? path : fallback;
}

/** For the pages that sign in: who is signed in already goes on to where they lead. */
export function forGuests({ request, context }: LoaderFunctionArgs) {
  const to = new URL(request.url).searchParams.get("to");
  if (context.viewer) throw redirect(safeDestination(to));
  return { to };
}

/** What our fields are called: `email`, `controls.restart_key`. */
const FIELD_NAME = /^[a-z][a-z_]*(\.[a-z][a-z_]*)?$/;
const MOST_FIELDS = 40;

/**
 * A form as it was sent. Names that no form of ours has are refused before the
 * parser sees them: it builds lists as long as a name like `a[99999999]` says.
 *
 * @throws a 400 response for a body that is no form of this site
 */
export async function readForm(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => undefined);
  const names = [...(form?.keys() ?? [])];
  if (form && names.length <= MOST_FIELDS && names.every((name) => FIELD_NAME.test(name))) {
    return form;
  }
  throw problemResponse("malformed_body", "This is not what a form of this site sends.");
}
