/** The commands and files that workflows and documents name exist, and workflows run them in the right order. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import packageJson from "../package.json" with { type: "json" };

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = (path: string, ending: RegExp) =>
  readdirSync(root + path)
    .filter((name) => ending.test(name))
    .map((name) => `${path}/${name}`);

const WORKFLOWS = folder(".github/workflows", /\.yml$/);
const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  ...folder("docs", /\.md$/),
  ...folder("docs/incidents", /\.md$/),
];
const read = (path: string) => readFileSync(root + path, "utf8");

describe("every npm command that is named", () => {
  it.each([...WORKFLOWS, ...DOCUMENTS])("in %s exists in package.json", (path) => {
    const known = Object.keys(packageJson.scripts);
    const named = [...read(path).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(
      ([, name]) => name,
    );
    expect(named.filter((name) => !known.includes(name ?? ""))).toEqual([]);
  });
});

describe("every file of the repository that is named", () => {
  it.each([...WORKFLOWS, ...DOCUMENTS])("in %s exists", (path) => {
    const named = [
      ...read(path).matchAll(
        /(?<![\w/.-])(?:scripts|docs|migrations|app|workers|tests)\/[\w/.-]+\.(?:tsx|ts|md|sql|mjs)/g,
      ),
    ];
    const missing = named
      .map(([name]) => name)
      .filter((name) => {
        try {
          readFileSync(root + name);
          return false;
        } catch {
          return true;
        }
      });
    expect(missing).toEqual([]);
  });
});

describe("a step with a pipe", () => {
  it.each(WORKFLOWS)("in %s fails if any command of the pipe fails", (path) => {
    const text = read(path);
    // GitHub's default is `bash -e`, which checks only the last command; `shell: bash` adds `pipefail`.
    const setsShell = /^defaults:\n {2}run:\n {4}shell: bash$/m.test(text);
    expect(setsShell).toBe(/ \| /.test(text));
  });
});

describe("the schedule of backups", () => {
  it("leaves at most six hours between two backups, and has one at 02:00 UTC", () => {
    const times = [
      ...read(".github/workflows/backup.yml").matchAll(/cron: "0 ([\d,]+) \* \* \*"/g),
    ];
    const hours = times
      .flatMap(([, list = ""]) => list.split(",").map(Number))
      .sort((a, b) => a - b);
    expect(hours).toContain(2);
    const gaps = hours.map((hour, n) => (hours[n + 1] ?? (hours[0] ?? 0) + 24) - hour);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(6);
  });
});

describe("a release", () => {
  it("migrates before it deploys, and checks the site's health afterwards", () => {
    const text = read(".github/actions/release/action.yml");
    const order = ["npm run db:migrate", "npm run deploy", "/api/health"].map((command) =>
      text.indexOf(command),
    );
    expect(order.every((position) => position > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe("the workflows", () => {
  const folder = ".github/";
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => path.endsWith(".yml"));

  it("pin every action of others by the hash of its commit", () => {
    const used = files.flatMap((path) => read(folder + path).match(/(?<=uses: )\S+/g) ?? []);
    const others = used.filter((action) => !action.startsWith("./"));
    expect(others.length).toBeGreaterThan(3);
    expect(others.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  it("give secrets to single steps alone", () => {
    for (const path of files) {
      expect(read(folder + path), path).not.toMatch(/^ *secrets: inherit/m);
      for (const line of read(folder + path).split("\n")) {
        // The steps of a job begin at six blanks, and what is in them at eight.
        if (line.includes("${{ secrets.")) expect(line, path).toMatch(/^ {8}/);
      }
    }
  });
});
