import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The sources that git knows, with those that are new. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path) && !path.startsWith("seed/snippets/"))
  .filter((path) => existsSync(join(root, path)));

const GENERATED = ["app/.server/db/schema.ts"];
const MOST_LINES = 300;

const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Returns what a file imports: paths inside the repository, or names of packages. */
function importsOf(path: string): string[] {
  const statements = read(path).matchAll(
    /^\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|import\("([^"]+)"\)/gm,
  );
  return [...statements].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3] ?? "").replace(/\?\w+$/, "");
    if (target.startsWith("~/")) return `app/${target.slice(2)}`;
    return target.startsWith(".") ? relative(root, join(root, dirname(path), target)) : target;
  });
}

/** Returns the first cycle of a directed graph, from a node back to itself, or none. */
function cycleIn(graph: Map<string, string[]>): string[] | undefined {
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): string[] | undefined => {
    if (finished.has(node)) return undefined;
    const start = path.indexOf(node);
    if (start >= 0) return [...path.slice(start), node];
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    finished.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Where each part may reach: itself, these folders, and packages that match. */
const DIRECTIONS: { part: string; may: string[]; packages?: RegExp; never?: RegExp }[] = [
  { part: "app/engine/", may: [], packages: /^$/ },
  { part: "app/contracts/", may: ["app/engine/"], packages: /^zod$/ },
  // What the server and the editor of snippets know of code: the parsers are too large for any other page.
  {
    part: "app/code/",
    may: ["app/engine/", "app/contracts/"],
    packages: /^(@lezer\/|@babel\/parser$|py-ast$)/,
  },
  {
    part: "app/.server/",
    may: ["app/engine/", "app/contracts/", "app/code/"],
    never: /^(hono|@hono|@remix-run|react)/,
  },
  { part: "app/ui/", may: ["app/engine/", "app/contracts/"], never: /^(hono|@hono|kysely|pg)/ },
  {
    part: "app/routes/",
    may: [
      "app/engine/",
      "app/contracts/",
      "app/code/",
      "app/ui/",
      "app/.server/",
      "app/root.tsx",
      "app/styles/",
    ],
    never: /^(hono|@hono|kysely|pg)/,
  },
  { part: "workers/", may: ["app/engine/", "app/contracts/", "app/.server/", "package.json"] },
  { part: "seed/", may: ["app/engine/", "app/contracts/", "app/code/", "app/.server/"] },
  {
    part: "scripts/",
    // The last three for the field's bench, which measures what the game mounts.
    may: [
      "seed/",
      "app/engine/",
      "app/contracts/",
      "app/.server/",
      "app/code/",
      "app/ui/field/",
      "app/routes/play/",
      "app/styles/",
    ],
  },
];

/**
 * The rooms of the domain, each with the rooms that it may import. `errors.ts` is open to all of them;
 * `context.ts` stands above them, because it describes a whole request.
 */
const ROOMS: Record<string, string[]> = {
  db: [],
  auth: ["db"],
  audit: ["auth"],
  leaderboards: ["auth", "db"],
  games: ["auth", "db", "leaderboards"],
  progress: ["auth", "db", "games", "leaderboards"],
  accounts: ["auth", "db", "leaderboards", "progress"],
  snippets: ["audit", "auth", "db", "games"],
  admin: ["audit", "auth", "db", "games", "leaderboards", "progress"],
  operations: ["auth", "db", "games", "leaderboards", "snippets"],
};
const MOST_ROOMS = 14;

const SERVER = "app/.server/";
const ABOVE_ROOMS = ["app/.server/context.ts"];

/** Returns the room of a file of the domain; undefined for files that belong to no room. */
function roomOf(path: string): string | undefined {
  const [room, ...rest] = path.startsWith(SERVER) ? path.slice(SERVER.length).split("/") : [];
  return rest.length > 0 ? room : undefined;
}

describe("the layout", () => {
  it(`has at most ${MOST_ROOMS} rooms in the domain, each of them listed`, () => {
    const rooms = new Set(files.flatMap((path) => roomOf(path) ?? []));
    expect([...rooms].sort()).toEqual(Object.keys(ROOMS).sort());
    expect(rooms.size).toBeLessThanOrEqual(MOST_ROOMS);
  });

  it.each(Object.entries(ROOMS))("lets the room %s import only %j", (room, may) => {
    const imports = files
      .filter((path) => roomOf(path) === room)
      .flatMap((path) => importsOf(path).map((target) => ({ path, target })))
      .filter(({ target }) => target.startsWith(SERVER));
    const trespasses = imports
      .filter(({ target }) => {
        const other = roomOf(target);
        return other ? other !== room && !may.includes(other) : ABOVE_ROOMS.includes(target);
      })
      .map(({ path, target }) => `${path} imports ${target}`);
    expect(trespasses).toEqual([]);
    const used = new Set(imports.flatMap(({ target }) => roomOf(target) ?? []));
    expect(may.filter((other) => !used.has(other))).toEqual([]);
  });

  it("has no cycle between rooms, nor between files", () => {
    expect(cycleIn(new Map(Object.entries(ROOMS)))).toBeUndefined();
    const known = new Set(files);
    const graph = new Map(
      files.map((path) => [path, importsOf(path).filter((target) => known.has(target))]),
    );
    expect(cycleIn(graph)).toBeUndefined();
  });

  it.each(DIRECTIONS)("$part reaches only where it may", ({ part, may, packages, never }) => {
    const inside = files.filter(
      (path) => path.startsWith(part) && !path.endsWith(".d.ts") && !path.endsWith(".css"),
    );
    expect(inside.length).toBeGreaterThan(0);
    const trespasses = inside.flatMap((path) =>
      importsOf(path)
        .filter((target) => {
          const local = /^(app|workers|seed|scripts|tests|package\.json)(\/|$)/.test(target);
          if (local) return ![part, ...may].some((allowed) => target.startsWith(allowed));
          if (target.startsWith("node:")) return part.startsWith("app/") || part === "workers/";
          return never?.test(target) || (packages && !packages.test(target));
        })
        .map((target) => `${path} imports ${target}`),
    );
    expect(trespasses).toEqual([]);
  });

  it("lets only the entry reach from the app into the Worker, and the Worker only the built server", () => {
    const reaching = files.filter(
      (path) =>
        path.startsWith("app/") && importsOf(path).some((target) => target.startsWith("workers/")),
    );
    expect(reaching).toEqual(["app/entry.server.tsx"]);
    expect(importsOf("workers/app.ts")).toEqual(["built-server", "built-durable-objects"]);
  });

  it("keeps the engine free of clocks, chance and transcendental functions", () => {
    const impure =
      /\bDate\b|Math\.(random|sin|cos|tan|exp|log|pow|sqrt|hypot|atan)|performance\.|crypto\./;
    const found = files.filter((path) => path.startsWith("app/engine/") && impure.test(read(path)));
    expect(found).toEqual([]);
  });

  it("keeps each version of the engine to itself: only the engine's index knows any, and current.ts the newest", () => {
    const version = /^app\/engine\/v\d+\//;
    const reaching = files
      .filter(
        (path) =>
          /^(app|workers|seed)\//.test(path) && importsOf(path).some((to) => version.test(to)),
      )
      .filter((path) => {
        const own = version.exec(path)?.[0];
        return !own || importsOf(path).some((to) => version.test(to) && !to.startsWith(own));
      });
    expect(reaching.sort()).toEqual(["app/engine/current.ts", "app/engine/index.ts"]);
  });

  it("keeps SQL in queries, beside the statement that stores results", () => {
    const withSql = files.filter(
      (path) =>
        path.startsWith("app/.server/") &&
        /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|sql`|sql</.test(read(path)),
    );
    for (const path of withSql) expect(path).toMatch(/\/(queries|results)\.ts$/);
  });

  it("runs raw statements by db/rows.ts alone, with a schema for their rows", () => {
    // Statements of the builder take no argument; raw ones take the client.
    const executed = /\.execute\(\s*(?!async\b)[^)\s]/;
    const asserted =
      /\bsql<\s*[({]|\bsql<[^`]*?(?:Row\b|\[\]|Omit<)[^`]*?>`|\bjson(?:Array|Object)From</;
    const found = files.filter(
      (path) =>
        path.startsWith(SERVER) &&
        path !== "app/.server/db/rows.ts" &&
        (executed.test(read(path)) || asserted.test(read(path))),
    );
    expect(found).toEqual([]);
  });

  it("has names that say something", () => {
    const vague = files.filter((path) =>
      /(^|\/)(utils?|helpers?|misc|common)(\/|\.[a-z]+$)/i.test(path),
    );
    expect(vague).toEqual([]);
  });

  it(`has no file of more than ${MOST_LINES} lines`, () => {
    const long = files
      .filter((path) => !GENERATED.includes(path) && !path.startsWith("tests/"))
      .filter((path) => read(path).split("\n").length > MOST_LINES + 1);
    expect(long).toEqual([]);
  });

  it("matches errors by code, never by class", () => {
    const byClass = files.filter(
      (path) => !path.startsWith("tests/") && /instanceof DomainError/.test(read(path)),
    );
    expect(byClass).toEqual([]);
  });
});
