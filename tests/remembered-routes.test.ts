/** The router that remembers what it makes of the routes matches as the router as it comes (record 59). */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RouteConfigEntry } from "@remix-run/route-config";
import * as router from "@remix-run/router";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { rememberRoutes } from "../app/remix-internals/remembered-routes.ts";
import siteRoutes from "../app/routes.ts";

let folder: string;
let changed: typeof router;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pro-dev-router-"));
  const code = await readFile("node_modules/@remix-run/router/dist/router.js", "utf8");
  await writeFile(
    join(folder, "router.mjs"),
    rememberRoutes(code).replace(/^\/\/# sourceMappingURL=.*$/m, ""),
  );
  changed = await import(pathToFileURL(join(folder, "router.mjs")).href);
});
afterAll(() => rm(folder, { recursive: true }));

type Routes = router.AgnosticRouteObject[];
const routesOf = (entries: readonly RouteConfigEntry[]): Routes =>
  entries.map(({ file, path, index, children }) =>
    index
      ? { id: file, index: true }
      : { id: file, ...(path !== undefined && { path }), children: routesOf(children ?? []) },
  );

const SITE: Routes = [
  { id: "root", path: "", children: routesOf(siteRoutes as RouteConfigEntry[]) },
];
/** What this site does not have: layouts without a path, optional segments, patterns in front, routes that tell capitals apart. */
const OTHER: Routes = [
  {
    id: "layout",
    children: [
      { id: "a", path: "a/:b?" },
      { id: "index", index: true },
    ],
  },
  { id: "optional", path: "x?/y", children: [{ id: "deep", path: "z/*" }] },
  { id: "capital", path: "Case", caseSensitive: true },
  { id: "dynamic", path: ":lang/a" },
  { id: "files", path: "files/*" },
  { id: "rest", path: "*" },
];

const segments = fc.oneof(
  fc.constantFrom(
    ...["login", "LOGIN", "play", "admin", "users", "settings", "u", "results", "api", "docs"],
    ...["practice", "texts", "new", "history.csv", "a", "x", "y", "z", "files", "Case", "case"],
    ...["%6cogin", "%2F", "ä", "", ".", "%"],
  ),
  fc.string({ maxLength: 6 }).map((text) => text.replaceAll("/", "")),
);
const paths = fc
  .tuple(fc.array(segments, { maxLength: 4 }), fc.constantFrom("", "/", "//"))
  .map(([parts, end]) => `/${parts.join("/")}${end}`);

beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));

it.each([
  ["this site", SITE],
  ["others", OTHER],
])("of the routes of %s", (_, routes) => {
  const matched = ({ matchRoutes }: typeof router, path: string) => {
    try {
      return matchRoutes(routes, path)?.map(({ route, ...match }) => [route.id, match]) ?? null;
    } catch (error) {
      return String(error);
    }
  };
  fc.assert(
    fc.property(paths, (path) => {
      expect(matched(changed, path)).toEqual(matched(router, path));
    }),
    { numRuns: 3_000, seed: 1 },
  );
});

it("refuses a router that matches in another way", () => {
  expect(() => rememberRoutes("function matchRoutes() {}")).toThrow("The router has no line");
});
