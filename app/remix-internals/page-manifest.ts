/**
 * Gives `RemixServer` the part of the manifest that a page needs. Of all routes in the manifest it makes routes for the router, which
 * ranks them, and all that anew for each page: a fifth of the time of a small one (record 59). tests/remix-internals.test.ts
 * fails when a page needs more.
 */
import type { EntryContext } from "@remix-run/cloudflare";
import { matchRoutes } from "@remix-run/react";

type Manifest = EntryContext["manifest"];
type Routes = Parameters<typeof matchRoutes>[0];

/** The manifest never changes, so its routes are made once an isolate. */
const routesByManifest = new WeakMap<Manifest, Routes>();

function routesOf(manifest: Manifest): Routes {
  const known = routesByManifest.get(manifest);
  if (known) return known;
  const all = Object.values(manifest.routes);
  const childrenOf = (parent: string | undefined): Routes =>
    all
      .filter(({ parentId }) => parentId === parent)
      .map(({ id, path, index, caseSensitive }) => ({
        id,
        ...(path !== undefined && { path }),
        ...(caseSensitive !== undefined && { caseSensitive }),
        ...(index ? { index } : { children: childrenOf(id) }),
      }));
  const routes = childrenOf(undefined);
  routesByManifest.set(manifest, routes);
  return routes;
}

/** Returns `/` and the paths above a path: `/` and `/admin` for `/admin/users`. */
function pathsAbove(path: string): string[] {
  const segments = path.split("/").filter(Boolean).slice(0, -1);
  return ["/", ...segments.map((_, last) => `/${segments.slice(0, last + 1).join("/")}`)];
}

/**
 * Returns the manifest with only the routes of the page, and those that Remix tells the browser of besides: of the start page, and of
 * each path above the page's.
 */
export function pageManifest({ manifest, staticHandlerContext }: EntryContext): Manifest {
  const { matches, location } = staticHandlerContext;
  const ids = new Set(matches.map(({ route }) => route.id));
  for (const path of pathsAbove(location.pathname)) {
    for (const { route } of matchRoutes(routesOf(manifest), path) ?? []) ids.add(route.id ?? "");
  }
  const routes = Object.entries(manifest.routes).filter(([id]) => ids.has(id));
  return { ...manifest, routes: Object.fromEntries(routes) };
}
