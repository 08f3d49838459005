/** Names routes in logs and metrics by the pattern that a request matched, never by the request's own path. */
import type { ServerBuild } from "@remix-run/cloudflare";
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import { TrieRouter } from "hono/router/trie-router";
import type { AppEnv } from "../env.ts";

type Routes = ServerBuild["routes"];

/** Returns the whole pattern of a page, from the root. */
function patternOf(routes: Routes, id: string): string {
  const { path, parentId } = routes[id] ?? {};
  const before = parentId ? patternOf(routes, parentId) : "";
  return path ? `${before}/${path}` : before;
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Returns a sort key in the order in which Remix matches: literal segments first, then parameters, then wildcards. */
const specificity = (pattern: string) =>
  pattern
    .split("/")
    .map((part) => (part === "*" ? 2 : part.startsWith(":") ? 1 : 0))
    .join("");

/** Returns a function that names a finished request: `GET /api/game/result/:id`, `GET /u/:username`. */
export function routeNames({ routes }: Pick<ServerBuild, "routes">) {
  const pages = new TrieRouter<string>();
  const patterns = new Set(Object.keys(routes).map((id) => patternOf(routes, id) || "/"));
  for (const pattern of [...patterns].sort((a, b) =>
    specificity(a).localeCompare(specificity(b)),
  )) {
    pages.add("GET", pattern, pattern);
  }
  const pageFor = (path: string) => {
    // Remix's script requests the data of a page at `.data`.
    const page = path.replace(/^\/_root\.data$/, "/").replace(/\.data$/, "");
    return pages.match("GET", page)[0][0]?.[0] ?? "/*";
  };
  return (c: Context<AppEnv>): string => {
    const method = METHODS.has(c.req.method) ? c.req.method : "OTHER";
    const call = matchedRoutes(c).find(({ path }) => !path.includes("*"));
    const { path } = c.req;
    if (call) return `${method} ${call.path.replace(/(.)\/$/, "$1")}`;
    return `${method} ${path.startsWith("/api/") ? "/api/*" : pageFor(path)}`;
  };
}
