/** The scripts for operators fail clearly when something is missing. Each test starts a process. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runTool } from "../../scripts/database/backup/tools.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a file of `scripts/`. Returns its exit status and its output, which is the errors' output if it failed. */
function runScript(script: string, args: string[], input = "", env: NodeJS.ProcessEnv = {}) {
  try {
    const output = execFileSync(process.execPath, [`${root}scripts/${script}`, ...args], {
      cwd: root,
      input,
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    return { status: 0, output: output.toString() };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, output: stderr.toString() };
  }
}

describe("a release", () => {
  it("fails while the configuration has placeholders, and lists what is missing", () => {
    const { status, output } = runScript("release/deploy.ts", ["production"]);
    expect(status).toBe(1);
    expect(output).toContain("the id of the Hyperdrive configuration DB\n");
    expect(output).toContain("the id of the Hyperdrive configuration DB_CACHED");
    expect(output).toContain("the site's own domain");
  });

  it.each<[string, string[]]>([
    ["no arguments", []],
    ["an unknown environment", ["development"]],
    ["an unknown option", ["production", "--force"]],
  ])("fails and prints its usage for %s", (_, args) => {
    const { status, output } = runScript("release/deploy.ts", args);
    expect(status).toBe(1);
    expect(output).toContain("npm run deploy -- staging|production");
  });
});

describe("a script with an empty DATABASE_URL", () => {
  // A workflow's commands get a secret that is not set as an empty variable.
  it.each(["migrate.ts", "seed.ts", "backup.ts", "grant-admin.ts"])(
    "fails and uses no other database (%s)",
    (script) => {
      const { status, output } = runScript(
        `database/${script}`,
        script === "grant-admin.ts" ? ["you@example.com"] : [],
        "",
        { DATABASE_URL: "" },
      );
      expect(status).toBe(1);
      expect(output).toContain("DATABASE_URL is empty");
    },
  );
});

describe("PostgreSQL's programs", () => {
  it("get every part of the database's URL in their environment", async () => {
    const environment = await runTool(
      process.execPath,
      ["-p", "JSON.stringify(process.env)"],
      "postgres://me%40here:p%2Fw@db.example.com:6543/prodev?sslmode=verify-full&sslrootcert=ca.pem",
    );
    expect(JSON.parse(environment)).toMatchObject({
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

describe("the list of expired backups", () => {
  it("has all files of old backups, but never those of the newest", () => {
    const [old, older] = ["pro-dev-20200102T020000Z.dump", "pro-dev-20200101T020000Z.dump"];
    const listed = ["notes.txt", `${older}.json`, older, old, ""].join("\n");
    const { output } = runScript("database/backup/expired.ts", ["30"], listed);
    expect(output.trim().split("\n")).toEqual([older, `${older}.json`, `${older}.sha256`]);
  });
});
