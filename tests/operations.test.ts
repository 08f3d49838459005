/** What workflows and documents tell people to run exists, and does what they say. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { runTool } from "../scripts/database/backup/tools.ts";

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

/** Runs a script of ours; what it complained of, and how it ended. */
function attempt(script: string, args: string[], input = "", env: NodeJS.ProcessEnv = {}) {
  try {
    const said = execFileSync(process.execPath, [`${root}scripts/${script}`, ...args], {
      cwd: root,
      input,
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    return { status: 0, said: said.toString() };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, said: stderr.toString() };
  }
}

describe("every npm command that is written down", () => {
  it.each([...WORKFLOWS, ...DOCUMENTS])("in %s exists", (path) => {
    const known = Object.keys(packageJson.scripts);
    const named = [...read(path).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(
      ([, name]) => name,
    );
    expect(named.filter((name) => !known.includes(name ?? ""))).toEqual([]);
  });
});

describe("every file of ours that is written down", () => {
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

describe("a step of a workflow", () => {
  it.each(WORKFLOWS)("of %s fails with any part of a pipe", (path) => {
    const text = read(path);
    // Without a shell that is named GitHub's is `bash -e`, which looks at the last part alone.
    const named = /^defaults:\n {2}run:\n {4}shell: bash$/m.test(text);
    expect(named).toBe(/ \| /.test(text));
  });
});

describe("the schedule of backups", () => {
  it("leaves at most six hours between two, one of them at 02:00 UTC", () => {
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
  it("of a repository that nobody has filled in is refused, with what is missing", () => {
    const { status, said } = attempt("release/deploy.ts", ["production"]);
    expect(status).toBe(1);
    expect(said).toContain("the id of the Hyperdrive configuration DB\n");
    expect(said).toContain("the id of the Hyperdrive configuration DB_CACHED");
    expect(said).toContain("the site's own domain");
  });

  it.each([[], ["development"], ["production", "--force"]])("is of something (%j)", (...args) => {
    const { status, said } = attempt("release/deploy.ts", args.flat());
    expect(status).toBe(1);
    expect(said).toContain("npm run deploy -- staging|production");
  });

  it("migrates before it deploys, and asks the site afterwards", () => {
    const text = read(".github/workflows/release.yml");
    const order = ["npm run db:migrate", "npm run deploy", "/api/health"].map((one) =>
      text.indexOf(one),
    );
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe("a secret that nobody has filled in", () => {
  // It reaches a workflow's commands as an empty variable.
  it.each(["migrate.ts", "seed.ts", "backup.ts", "grant-admin.ts"])(
    "lets %s touch no other database",
    (script) => {
      const { status, said } = attempt(
        `database/${script}`,
        script === "grant-admin.ts" ? ["you@example.com"] : [],
        "",
        { DATABASE_URL: "" },
      );
      expect(status).toBe(1);
      expect(said).toContain("DATABASE_URL is empty");
    },
  );
});

describe("PostgreSQL's programs", () => {
  it("are told all that an address says", async () => {
    const told = await runTool(
      process.execPath,
      ["-p", "JSON.stringify(process.env)"],
      "postgres://me%40here:p%2Fw@db.example.com:6543/prodev?sslmode=verify-full&sslrootcert=ca.pem",
    );
    expect(JSON.parse(told)).toMatchObject({
      PGHOST: "db.example.com",
      PGPORT: "6543",
      PGUSER: "me@here",
      PGPASSWORD: "p/w",
      PGDATABASE: "prodev",
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: "ca.pem",
    });
  });
});

describe("what a bucket may lose", () => {
  it("are all files of old backups, and never the newest", () => {
    const [old, older] = ["pro-dev-20200102T020000Z.dump", "pro-dev-20200101T020000Z.dump"];
    const listed = ["notes.txt", `${older}.json`, older, old, ""].join("\n");
    const { said } = attempt("database/backup/expired.ts", ["30"], listed);
    expect(said.trim().split("\n")).toEqual([older, `${older}.json`, `${older}.sha256`]);
  });
});
