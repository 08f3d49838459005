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
import { check, expired, nameAt, prune } from "../../scripts/database/backup/files.ts";
import { restore } from "../../scripts/database/backup/restore.ts";
import { ensureTools } from "../../scripts/database/backup/tools.ts";
import { type Server, temporaryServer } from "../../scripts/database/postgres.ts";
import { describeSchema, SCHEMA_SQL } from "../../scripts/database/schema.ts";
import { admitSite } from "../../scripts/database/site-login.ts";
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
  source = await createDatabase();
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

/** An empty folder. */
async function newFolder() {
  const made = await mkdtemp(join(tmpdir(), "pro-dev-folder-"));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

/** What PostgreSQL has read back from its own words it may put into other parentheses. */
async function hasOurSchema(url: string) {
  const plain = (schema: string) => schema.replaceAll(/[()]/g, "");
  expect(plain(await describeSchema(url))).toBe(plain(await readFile(SCHEMA_SQL, "utf8")));
}

/** `npm run db:backup` where the only programs are those of a folder; what it wrote, and how it ended. */
function backupWith(programs: string, to: string) {
  try {
    execFileSync(process.execPath, [`${root}scripts/database/backup.ts`, "--to", to], {
      env: { ...process.env, DATABASE_URL: source.ownerUrl, PG_BIN: programs },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { status: 0, said: "" };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, said: stderr.toString() };
  }
}

describe("without PostgreSQL's programs", () => {
  it("a backup fails, says what to install, and leaves nothing", async () => {
    const to = await newFolder();
    const { status, said } = backupWith(await newFolder(), to);
    expect(status).toBe(1);
    expect(said).toContain("There is no pg_dump here");
    expect(said).toContain("apt-get install postgresql-client-15");
    expect(await readdir(to)).toEqual([]);
  });

  it("older ones than the server are not tried", async () => {
    const old = await newFolder();
    await writeFile(join(old, "pg_dump"), "#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.11'\n");
    await chmod(join(old, "pg_dump"), 0o755);
    const { status, said } = backupWith(old, await newFolder());
    expect(status).toBe(1);
    expect(said).toMatch(/pg_dump is too old: .* is of PostgreSQL 14, the server of 15/);
  });
});

describe("backups are removed", () => {
  const name = (daysAgo: number) => nameAt(new Date(NOW.getTime() - daysAgo * 86_400_000));

  it("after thirty days", () => {
    const names = [name(0), name(0.25), name(29.9), name(30.1), name(400)];
    expect(expired(names, NOW, 30)).toEqual([name(30.1), name(400)]);
  });

  it("but never the newest, and nothing else that lies there", () => {
    expect(expired([name(90), name(200), "notes.txt"], NOW, 30)).toEqual([name(200)]);
    expect(expired([name(90)], NOW, 30)).toEqual([]);
  });

  it("with what belongs to them, and with what an interrupted one left", async () => {
    const place = await newFolder();
    for (const days of [0, 40]) {
      for (const suffix of ["", ".json", ".sha256"]) {
        await writeFile(join(place, name(days) + suffix), "-");
      }
    }
    for (const days of [0, 2]) await writeFile(join(place, `${name(days)}.partial`), "-");
    await prune(place, NOW, 30);
    expect((await readdir(place)).sort()).toEqual(
      ["", ".json", ".partial", ".sha256"].map((suffix) => name(0) + suffix),
    );
  });
});

/** What a drill takes is not to be had everywhere; the first test above holds what is said then. */
if (!ensureTools()) {
  it("cannot be rehearsed here, since there is no pg_dump: db:backup says so", async () => {
    const { status, said } = backupWith(process.env.PG_BIN ?? "/nowhere", await newFolder());
    expect(status).toBe(1);
    expect(said).toContain("There is no pg_dump here");
  });
} else {
  describe("the drill: a backup restored into an empty server", () => {
    let server: Server;
    let backup: Awaited<ReturnType<typeof backUp>>;
    beforeAll(async () => {
      server = await temporaryServer();
      // While it is made, games go on: it is of one moment all the same.
      const { db, close } = connect(source.url);
      const player = await createPlayer(db);
      let over = false;
      const playing = (async () => {
        for (let seed = 1; !over; seed += 1) {
          await playGame(db, player, { wpm: 60, until: 5_000, seed });
        }
      })();
      backup = await backUp(source.ownerUrl, { folder, now: NOW });
      over = true;
      await playing;
      await close();
      await restore(server.url, backup.path);
    });
    afterAll(() => server.stop());

    it("is complete: the dump, what is in it, and its checksum as sha256sum reads it", async () => {
      const files = (await readdir(folder)).sort();
      expect(files).toEqual(["", ".json", ".sha256"].map((suffix) => nameAt(NOW) + suffix));
      const line = await readFile(`${backup.path}.sha256`, "utf8");
      expect(line).toBe(`${backup.manifest.sha256}  ${nameAt(NOW)}\n`);
      expect(backup.manifest.tables.users?.rows).toBe(4);
      expect(backup.manifest.tables.game_results?.rows).toBeGreaterThanOrEqual(10);
    });

    it("has every row, and every table's checksum", async () => {
      const found = await inDatabase(server.url, async (client) => {
        await client.query("BEGIN");
        return contentsOf(client);
      });
      expect(differences(backup.manifest.tables, found)).toEqual([]);
      expect(Object.keys(found).length).toBeGreaterThan(15);
    });

    it("has every constraint, index, function, trigger and right", () => hasOurSchema(server.url));

    it("keeps its promises: statistics once a player, and a log that only grows", async () => {
      const siteUrl = await admitSite(server.url);
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

    it("gives the application its rights on tables that are made later, too", async () => {
      await inDatabase(server.url, (client) => client.query("CREATE TABLE made_later (id int)"));
      const siteUrl = await admitSite(server.url);
      const { rows } = await inDatabase(siteUrl, (client) => client.query("TABLE made_later"));
      expect(rows).toEqual([]);
      await inDatabase(server.url, (client) => client.query("DROP TABLE made_later"));
    });

    it("runs the site: somebody signs in, finds their runs, and plays another", async () => {
      const site = await startSite(await admitSite(server.url));
      onTestFinished(() => site.close());
      const reached = site as never;
      const credentials = { email: "test@example.com", password: "Demo1234!" };
      const signedIn = await call<SignedIn>(reached, "/auth/login", { json: credentials });
      expect(signedIn.status).toBe(200);
      const token = signedIn.body.access_token;
      const before = await call<{ total_games: number }>(reached, "/user/stats", { token });
      expect(before.body.total_games).toBeGreaterThan(0);
      const game = await call<StartedGame>(reached, "/game/start", {
        token,
        json: { language: "PYTHON" },
      });
      const { db, close } = connect(server.url);
      onTestFinished(close);
      const request = await honestRun(db, game.body, { wpm: 60, until: 10_000 });
      const ended = await call<EndedGame>(reached, "/game/end", { token, json: request });
      expect(ended.status).toBe(201);
      const after = await call<{ total_games: number }>(reached, "/user/stats", { token });
      expect(after.body.total_games).toBe(before.body.total_games + 1);
    });

    it("is not restored over anything, unless that is said", async () => {
      await expect(restore(server.url, backup.path)).rejects.toThrow(
        /not empty .* nothing was done/,
      );
      vi.stubEnv("PG_BIN", "/nowhere");
      const without = restore(server.url, backup.path, { replace: true });
      await expect(without).rejects.toThrow(/no pg_restore/);
      vi.unstubAllEnvs();
      // What it takes is looked for before anything is lost.
      await hasOurSchema(server.url);
      await restore(server.url, backup.path, { replace: true });
      await hasOurSchema(server.url);
    });
  });

  describe("a damaged backup", () => {
    it("is refused before the database is touched", async () => {
      const place = await newFolder();
      const { path, manifest } = await backUp(source.ownerUrl, { folder: place, now: NOW });
      expect(await check(path)).toEqual(manifest);
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

    it("is not kept, and nothing is removed for it", async () => {
      const place = await newFolder();
      const old = nameAt(new Date(0));
      await writeFile(join(place, old), "-");
      const broken = new URL(source.ownerUrl);
      broken.pathname = "/no_such_database";
      await expect(backUp(broken.href, { folder: place, now: NOW })).rejects.toThrow();
      expect(await readdir(place)).toEqual([old]);
    });
  });
}
