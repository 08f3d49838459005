import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The sources as git knows them, with those that are new. */
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

/** What a file imports: paths inside the repository, or names of packages. */
function importsOf(path: string): string[] {
  const statements = read(path).matchAll(
    /^\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|import\("([^"]+)"\)/gm,
  );
  return [...statements].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? "";
    if (target.startsWith("~/")) return `app/${target.slice(2)}`;
    return target.startsWith(".") ? relative(root, join(root, dirname(path), target)) : target;
  });
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
      "app/ui/field/",
      "app/routes/play/",
      "app/styles/",
    ],
  },
];

describe("the layout", () => {
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
    expect(importsOf("workers/app.ts")).toEqual(["built-server"]);
  });

  it("keeps the engine free of clocks, chance and transcendental functions", () => {
    const impure =
      /\bDate\b|Math\.(random|sin|cos|tan|exp|log|pow|sqrt|hypot|atan)|performance\.|crypto\./;
    const found = files.filter((path) => path.startsWith("app/engine/") && impure.test(read(path)));
    expect(found).toEqual([]);
  });

  it("keeps SQL in queries, beside the statement that stores results", () => {
    const withSql = files.filter(
      (path) =>
        path.startsWith("app/.server/") &&
        /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|sql`|sql</.test(read(path)),
    );
    for (const path of withSql) expect(path).toMatch(/\/(queries|results)\.ts$/);
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
