import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { EndedGame, StartedGame } from "../../app/contracts/game.ts";
import { backUp } from "../../scripts/database/backup/backup.ts";
import { contentsOf, differences } from "../../scripts/database/backup/contents.ts";
import {
  checkBackup,
  expired,
  nameAt,
  removeExpired,
} from "../../scripts/database/backup/files.ts";
import { restore } from "../../scripts/database/backup/restore.ts";
import { ensureTools } from "../../scripts/database/backup/tools.ts";
import { type Server, temporaryServer } from "../../scripts/database/postgres.ts";
import { describeSchema, SCHEMA_SQL } from "../../scripts/database/schema.ts";
import { createSiteLogin } from "../../scripts/database/site-login.ts";
import { root } from "../../scripts/development/steps.ts";
import { seedDevelopment } from "../../seed/index.ts";
import { call } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { createPlayer, honestRun, playGame } from "../support/players.ts";
import { startSite } from "../support/site.ts";

const NOW = new Date("2026-11-22T02:00:00Z");

let source: Awaited<ReturnType<typeof createDatabase>>;
let folder: string;
beforeAll(async () => {
  source = await createDatabase("migrated");
  folder = await mkdtemp(join(tmpdir(), "pro-dev-backups-"));
  await seedDevelopment(source.ownerUrl);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await source.drop();
});

async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes an empty folder for the running test. */
async function newFolder() {
  const path = await mkdtemp(join(tmpdir(), "pro-dev-folder-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

/** Expects the committed schema, without its parentheses: PostgreSQL writes others after a restoration. */
async function expectCommittedSchema(url: string) {
  const withoutParentheses = (schema: string) => schema.replaceAll(/[()]/g, "");
  expect(withoutParentheses(await describeSchema(url))).toBe(
    withoutParentheses(await readFile(SCHEMA_SQL, "utf8")),
  );
}

/** Runs `npm run db:backup` with the programs of a folder only. Returns its exit status and error output. */
function backupWith(programs: string, to: string) {
  try {
    execFileSync(process.execPath, [`${root}scripts/database/backup.ts`, "--to", to], {
      env: { ...process.env, DATABASE_URL: source.ownerUrl, PG_BIN: programs },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { status: 0, output: "" };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, output: stderr.toString() };
  }
}

describe("npm run db:backup", () => {
  it("fails without pg_dump, says what to install, and leaves no file", async () => {
    const target = await newFolder();
    const { status, output } = backupWith(await newFolder(), target);
    expect(status).toBe(1);
    expect(output).toContain("There is no pg_dump here");
    expect(output).toContain("apt-get install postgresql-client-15");
    expect(await readdir(target)).toEqual([]);
  });

  it("refuses a pg_dump that is older than the server", async () => {
    const programs = await newFolder();
    await writeFile(join(programs, "pg_dump"), "#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.11'\n");
    await chmod(join(programs, "pg_dump"), 0o755);
    const { status, output } = backupWith(programs, await newFolder());
    expect(status).toBe(1);
    expect(output).toMatch(/pg_dump is too old: .* is of PostgreSQL 14, the server of 15/);
  });
});

describe("an old backup", () => {
  const name = (daysAgo: number) => nameAt(new Date(NOW.getTime() - daysAgo * 86_400_000));

  it("expires after thirty days", () => {
    const names = [name(0), name(0.25), name(29.9), name(30.1), name(400)];
    expect(expired(names, NOW, 30)).toEqual([name(30.1), name(400)]);
  });

  it("never expires if it is the newest, and other files never do", () => {
    expect(expired([name(90), name(200), "notes.txt"], NOW, 30)).toEqual([name(200)]);
    expect(expired([name(90)], NOW, 30)).toEqual([]);
  });

  it("is removed with its manifest and checksum, like the rest of an interrupted backup", async () => {
    const backups = await newFolder();
    for (const days of [0, 40]) {
      for (const suffix of ["", ".json", ".sha256"]) {
        await writeFile(join(backups, name(days) + suffix), "-");
      }
    }
    for (const days of [0, 2]) await writeFile(join(backups, `${name(days)}.partial`), "-");
    await removeExpired(backups, NOW, 30);
    expect((await readdir(backups)).sort()).toEqual(
      ["", ".json", ".partial", ".sha256"].map((suffix) => name(0) + suffix),
    );
  });
});

// The drill needs pg_dump and pg_restore, which not every machine has. Without them only the message is tested.
if (!ensureTools()) {
  it("db:backup says that pg_dump is missing", async () => {
    const { status, output } = backupWith(process.env.PG_BIN ?? "/nowhere", await newFolder());
    expect(status).toBe(1);
    expect(output).toContain("There is no pg_dump here");
  });
} else {
  describe("a backup that is restored into an empty server", () => {
    let server: Server;
    let backup: Awaited<ReturnType<typeof backUp>>;
    beforeAll(async () => {
      server = await temporaryServer();
      // Games go on during the backup, which still shows the database at one moment.
      const { db, close } = connect(source.url);
      const player = await createPlayer(db);
      let over = false;
      const playing = (async () => {
        for (let seed = 1; !over; seed += 1) {
          await playGame(db, player, { wpm: 60, until: 60_000, seed });
          // The player would use up the quota of starts.
          await db.deleteFrom("game_start_counts").execute();
        }
      })();
      backup = await backUp(source.ownerUrl, { folder, now: NOW });
      over = true;
      await playing;
      await close();
      await restore(server.url, backup.path);
    });
    afterAll(() => server.stop());

    it("consists of the dump, its manifest and a checksum that sha256sum can read", async () => {
      const files = (await readdir(folder)).sort();
      expect(files).toEqual(["", ".json", ".sha256"].map((suffix) => nameAt(NOW) + suffix));
      const line = await readFile(`${backup.path}.sha256`, "utf8");
      expect(line).toBe(`${backup.manifest.sha256}  ${nameAt(NOW)}\n`);
      expect(backup.manifest.tables.users?.rows).toBe(4);
      expect(backup.manifest.tables.game_results?.rows).toBeGreaterThanOrEqual(10);
    });

    it("has every row and the checksum of every table", async () => {
      const found = await inDatabase(server.url, async (client) => {
        await client.query("BEGIN");
        return contentsOf(client);
      });
      expect(differences(backup.manifest.tables, found)).toEqual([]);
      expect(Object.keys(found).length).toBeGreaterThan(15);
    });

    it("has every constraint, index, function, trigger and privilege", () =>
      expectCommittedSchema(server.url));

    it("enforces its rules: one row of statistics per player, and no deletion from the audit log", async () => {
      const siteUrl = await createSiteLogin(server.url);
      await inDatabase(siteUrl, async (client) => {
        await expect(
          client.query("INSERT INTO user_statistics (user_id) SELECT user_id FROM user_statistics"),
        ).rejects.toThrow(/user_statistics_user_id_key/);
        await expect(client.query("DELETE FROM audit_log")).rejects.toThrow(/permission denied/);
      });
      await inDatabase(server.url, (client) =>
        expect(client.query("DELETE FROM audit_log")).rejects.toThrow(/only grows/),
      );
    });

    it("gives the application its privileges on tables that are created later, too", async () => {
      await inDatabase(server.url, (client) => client.query("CREATE TABLE made_later (id int)"));
      const siteUrl = await createSiteLogin(server.url);
      const { rows } = await inDatabase(siteUrl, (client) => client.query("TABLE made_later"));
      expect(rows).toEqual([]);
      await inDatabase(server.url, (client) => client.query("DROP TABLE made_later"));
    });

    it("runs the site: a player signs in, finds their results, and plays a game", async () => {
      const site = await startSite(await createSiteLogin(server.url));
      onTestFinished(() => site.close());
      const restoredSite = site as never;
      const credentials = { email: "test@example.com", password: "Demo1234!" };
      const signedIn = await call<SignedIn>(restoredSite, "/auth/login", { json: credentials });
      expect(signedIn.status).toBe(200);
      const token = signedIn.body.access_token;
      const before = await call<{ total_games: number }>(restoredSite, "/user/stats", { token });
      expect(before.body.total_games).toBeGreaterThan(0);
      const game = await call<StartedGame>(restoredSite, "/game/start", {
        token,
        json: { language: "PYTHON" },
      });
      const { db, close } = connect(server.url);
      onTestFinished(close);
      const request = await honestRun(db, game.body, { wpm: 60, until: 60_000 });
      const ended = await call<EndedGame>(restoredSite, "/game/end", { token, json: request });
      expect(ended.status).toBe(201);
      const after = await call<{ total_games: number }>(restoredSite, "/user/stats", { token });
      expect(after.body.total_games).toBe(before.body.total_games + 1);
    });

    it("is restored over existing tables only with the option replace, and only if pg_restore is there", async () => {
      await expect(restore(server.url, backup.path)).rejects.toThrow(
        /not empty .* nothing was done/,
      );
      vi.stubEnv("PG_BIN", "/nowhere");
      const withoutPrograms = restore(server.url, backup.path, { replace: true });
      await expect(withoutPrograms).rejects.toThrow(/no pg_restore/);
      vi.unstubAllEnvs();
      // The programs are looked for before anything is deleted.
      await expectCommittedSchema(server.url);
      await restore(server.url, backup.path, { replace: true });
      await expectCommittedSchema(server.url);
    });
  });

  describe("a backup", () => {
    it("that is damaged is refused before the database is touched", async () => {
      const backups = await newFolder();
      const { path, manifest } = await backUp(source.ownerUrl, { folder: backups, now: NOW });
      expect(await checkBackup(path)).toEqual(manifest);
      await truncate(path, manifest.bytes - 100);
      const empty = await createDatabase("empty");
      onTestFinished(empty.drop);
      await expect(restore(empty.ownerUrl, path)).rejects.toThrow(/is damaged/);
      await rm(`${path}.json`);
      await expect(restore(empty.ownerUrl, path)).rejects.toThrow(/json is missing/);
      const { rows } = await inDatabase(empty.ownerUrl, (client) =>
        client.query("SELECT FROM pg_tables WHERE schemaname = 'public'"),
      );
      expect(rows).toEqual([]);
    });

    it("that fails leaves no file, and no older backup is removed for it", async () => {
      const backups = await newFolder();
      const old = nameAt(new Date(0));
      await writeFile(join(backups, old), "-");
      const broken = new URL(source.ownerUrl);
      broken.pathname = "/no_such_database";
      await expect(backUp(broken.href, { folder: backups, now: NOW })).rejects.toThrow();
      expect(await readdir(backups)).toEqual([old]);
    });
  });
}
