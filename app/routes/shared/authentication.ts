/** Which loaders and actions need a signed-in viewer, and where signing in leads. */
import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import type { Actor } from "../../.server/auth/authorization/queries.ts";
import type { Viewer } from "../../.server/auth/tokens.ts";
import type { RequestContext } from "../../.server/context.ts";
import { loginPath } from "./login-path.ts";

/** Returns the path and query string that the visitor asked for, without the `.data` of Remix's own requests. */
function requestedPath(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname.replace(/\.data$/, "") + search;
}

/** Redirects to the sign-in page, which leads on to `to`: by default back to the requested page. */
export const loginRedirect = (request: Request, to = requestedPath(request)) =>
  redirect(loginPath(to));

/**
 * Returns the signed-in viewer.
 *
 * @param to where to go after signing in, if not to the requested page
 * @throws a redirect to the sign-in page for visitors who are not signed in
 */
export function requireViewer(request: Request, viewer: Viewer | undefined, to?: string): Viewer {
  if (!viewer) throw loginRedirect(request, to);
  return viewer;
}

/** Returns the signed-in viewer with the request's id, as the audit log stores them. Throws as {@link requireViewer}. */
export const requireActor = (
  request: Request,
  { viewer, requestId }: Pick<RequestContext, "viewer" | "requestId">,
): Actor => ({ ...requireViewer(request, viewer), requestId });

/** Returns where to go after signing in: `to` if it is a path of this site, else `fallback`. */
export function safeDestination(
  to: FormDataEntryValue | string | null | undefined,
  fallback = "/play",
): string {
  if (typeof to !== "string") return fallback;
  const base = "http://site.invalid";
  const normalized = (path: string) => {
    const url = URL.canParse(path, base) ? new URL(path, base) : undefined;
    return url?.origin === base ? url.pathname + url.search : undefined;
  };
  const path = to.startsWith("/") ? normalized(to) : undefined;
  // Checked twice: a path can become `//other-site` when its dots are resolved.
  return path !== undefined && normalized(path) === path ? path : fallback;
}

/**
 * Returns the `to` of the URL, for the pages that sign visitors in.
 *
 * @throws a redirect to that destination for viewers who are signed in already
 */
export function requireGuest({ request, context }: LoaderFunctionArgs) {
  const to = new URL(request.url).searchParams.get("to");
  if (context.viewer) throw redirect(safeDestination(to));
  return { to };
}
