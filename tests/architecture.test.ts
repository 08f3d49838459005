/** The layout of the sources: what each part may import, and rules that hold for every file. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** All source files in the repository, also those not added to git yet. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path) && !path.startsWith("seed/snippets/"))
  .filter((path) => existsSync(join(root, path)));

const GENERATED = ["app/.server/db/schema.ts"];
const MAX_LINES = 300;

const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Returns what a file imports: paths inside the repository, and names of packages. */
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

/** Returns the first cycle of a directed graph, from a node back to itself; undefined without a cycle. */
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

/** What each part may import: itself, the folders `may`, and packages that match `packages` and not `never`. */
const DIRECTIONS: { part: string; may: string[]; packages?: RegExp; never?: RegExp }[] = [
  { part: "app/engine/", may: [], packages: /^$/ },
  { part: "app/contracts/", may: ["app/engine/"], packages: /^zod$/ },
  // Only the server and the snippet editor import this: the parsers are too large for any other page.
  {
    part: "app/code/",
    may: ["app/engine/", "app/contracts/"],
    packages: /^(@lezer\/|@babel\/parser$)/,
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
  // The service worker is a program of its own (record 57).
  { part: "app/offline/", may: ["app/contracts/"], packages: /^workbox-/ },
  { part: "workers/", may: ["app/engine/", "app/contracts/", "app/.server/", "package.json"] },
  { part: "seed/", may: ["app/engine/", "app/contracts/", "app/code/", "app/.server/"] },
  {
    part: "scripts/",
    // Three are for `bench:field`, which measures the components that the game mounts. The tests' players and scripts are
    // for `bench:attacks`.
    may: [
      "seed/",
      "app/engine/",
      "app/contracts/",
      "app/.server/",
      "app/code/",
      "app/offline/",
      "app/ui/field/",
      "app/routes/shared/run/",
      "app/styles/",
      "tests/support/",
    ],
  },
];

/**
 * The rooms of the domain, each with the rooms that it may import. Every room may import `errors.ts`. None may
 * import `context.ts`, which describes a whole request and imports from rooms itself.
 */
const ROOMS: Record<string, string[]> = {
  db: [],
  mail: ["db"],
  auth: ["db", "mail"],
  audit: ["auth"],
  leaderboards: ["auth", "db"],
  friends: ["auth", "db", "leaderboards"],
  practice: ["auth", "db"],
  games: ["auth", "db", "friends", "leaderboards", "practice"],
  progress: ["auth", "db", "games", "leaderboards", "practice"],
  accounts: ["auth", "db", "friends", "games", "leaderboards", "mail", "progress"],
  snippets: ["audit", "auth", "db", "games", "practice"],
  admin: ["audit", "auth", "db", "games", "leaderboards", "progress", "races"],
  races: ["auth", "db", "friends", "games", "leaderboards", "practice"],
  operations: ["auth", "db", "games", "leaderboards", "mail", "practice", "races", "snippets"],
};
const MAX_ROOMS = 14;

const SERVER = "app/.server/";
const ABOVE_ROOMS = ["app/.server/context.ts"];

/** Returns the room of a file of the domain; undefined for a file outside of all rooms. */
function roomOf(path: string): string | undefined {
  const [room, ...rest] = path.startsWith(SERVER) ? path.slice(SERVER.length).split("/") : [];
  return rest.length > 0 ? room : undefined;
}

describe("the architecture", () => {
  it(`has at most ${MAX_ROOMS} rooms in the domain, all of them listed in ROOMS`, () => {
    const rooms = new Set(files.flatMap((path) => roomOf(path) ?? []));
    expect([...rooms].sort()).toEqual(Object.keys(ROOMS).sort());
    expect(rooms.size).toBeLessThanOrEqual(MAX_ROOMS);
  });

  it.each(Object.entries(ROOMS))(
    "lets the room %s import only %j, and it imports each of them",
    (room, may) => {
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
    },
  );

  it("has no import cycle between rooms or between files", () => {
    expect(cycleIn(new Map(Object.entries(ROOMS)))).toBeUndefined();
    const known = new Set(files);
    const graph = new Map(
      files.map((path) => [path, importsOf(path).filter((target) => known.has(target))]),
    );
    expect(cycleIn(graph)).toBeUndefined();
  });

  it.each(DIRECTIONS)("lets $part import only what it may", ({ part, may, packages, never }) => {
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

  it("lets the pages of an area share files with other areas only through routes/shared", () => {
    const areaOf = (path: string) => /^app\/routes\/([^/]+)\//.exec(path)?.[1];
    const trespasses = files.flatMap((path) => {
      const area = areaOf(path);
      return importsOf(path)
        .filter(
          (target) => area && areaOf(target) && ![area, "shared"].includes(areaOf(target) ?? ""),
        )
        .map((target) => `${path} imports ${target}`);
    });
    expect(trespasses).toEqual([]);
  });

  it("lets only entry.server.tsx import from workers/, and the Worker's entry only the built modules", () => {
    const importers = files.filter(
      (path) =>
        path.startsWith("app/") && importsOf(path).some((target) => target.startsWith("workers/")),
    );
    expect(importers).toEqual(["app/entry.server.tsx"]);
    expect(importsOf("workers/app.ts")).toEqual(["built-server", "built-durable-objects"]);
  });

  it("keeps the engine free of clocks, random numbers and transcendental functions", () => {
    const impure =
      /\bDate\b|Math\.(random|sin|cos|tan|exp|log|pow|sqrt|hypot|atan)|performance\.|crypto\./;
    const found = files.filter((path) => path.startsWith("app/engine/") && impure.test(read(path)));
    expect(found).toEqual([]);
  });

  it("lets only the engine's index.ts and current.ts import an engine version from outside of it", () => {
    const version = /^app\/engine\/v\d+\//;
    const importers = files
      .filter(
        (path) =>
          /^(app|workers|seed)\//.test(path) && importsOf(path).some((to) => version.test(to)),
      )
      .filter((path) => {
        const own = version.exec(path)?.[0];
        return !own || importsOf(path).some((to) => version.test(to) && !to.startsWith(own));
      });
    expect(importers.sort()).toEqual(["app/engine/current.ts", "app/engine/index.ts"]);
  });

  it("keeps SQL of the domain in files named queries.ts or results.ts", () => {
    const withSql = files.filter(
      (path) =>
        path.startsWith("app/.server/") &&
        /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|sql`|sql</.test(read(path)),
    );
    for (const path of withSql) expect(path).toMatch(/\/(queries|results)\.ts$/);
  });

  it("runs raw statements only through db/rows.ts, with a schema for their rows", () => {
    // `execute` of the builder takes no argument; `execute` of a raw statement takes the client.
    const executed = /\.execute\(\s*(?!async\b)[^)\s]/;
    const asserted =
      /\bsql<\s*[({]|\bsql<[^`]*?(?:Row\b|\[\]|Omit<)[^`]*?>`|\bsql<(?!unknown>)[^`]*?>`\(?\s*\(?\s*SELECT json_|\bjson(?:Array|Object)From</;
    const found = files.filter(
      (path) =>
        path.startsWith(SERVER) &&
        path !== "app/.server/db/rows.ts" &&
        (executed.test(read(path)) || asserted.test(read(path))),
    );
    expect(found).toEqual([]);
  });

  it("writes a LIMIT into the text of its statement, because a kept plan does not know parameters (record 60)", () => {
    const withParameter = files.filter(
      (path) =>
        path.startsWith("app/.server/") &&
        /(LIMIT\s+|FETCH FIRST \()\$\{(?!sql\.lit\(|pageRows\()|\.limit\((?!sql\.lit\(|pageRows\(|count\))/.test(
          read(path),
        ),
    );
    expect(withParameter).toEqual([]);
  });

  it("has no file or folder with a vague name, such as utils or helpers", () => {
    const vague = files.filter((path) =>
      /(^|\/)(utils?|helpers?|misc|common)(\/|\.[a-z]+$)/i.test(path),
    );
    expect(vague).toEqual([]);
  });

  it(`has no file of more than ${MAX_LINES} lines`, () => {
    const long = files
      .filter((path) => !GENERATED.includes(path))
      .filter((path) => read(path).split("\n").length > MAX_LINES + 1);
    expect(long).toEqual([]);
  });

  it("tells errors apart by code, never by class", () => {
    const byClass = files.filter(
      (path) => !path.startsWith("tests/") && /instanceof DomainError/.test(read(path)),
    );
    expect(byClass).toEqual([]);
  });
});
