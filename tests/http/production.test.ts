import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect, type Db } from "../../app/.server/db/client.ts";
import { createDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { startSite } from "../support/site.ts";

const NEW_DEVICE = JSON.stringify({ at: "2026-11-28T10:00:00.000Z", user_agent: null });

/** Starts the built Worker with these variables in place of those of `wrangler.toml`. */
async function startWith(vars: Record<string, string | undefined>) {
  const database = await createDatabase();
  const site = await startSite(database.url, undefined, { vars });
  const { origin, worker, logs, close: closeSite } = site;
  const { db, close } = connect(database.url, 1);
  onTestFinished(async () => {
    await closeSite();
    await close();
    await database.drop();
  });
  return { origin, db, ownerUrl: database.ownerUrl, logs, worker: await worker() };
}

/** Starts the built Worker in the production environment with this secret. */
async function productionSite(AUTH_SECRET?: string) {
  const { worker, ...site } = await startWith({ ENVIRONMENT: "production", AUTH_SECRET });
  return {
    ...site,
    /** Runs the scheduled work, and returns its outcome. */
    runCron: () => worker.scheduled({ cron: "*/5 * * * *", scheduledTime: new Date() }),
  };
}

const REAL_SECRET = "a real secret of thirty-two characters or more";

/** Stores an old row that the scheduled work deletes. */
const addExpiredFailure = (db: Db) =>
  db
    .insertInto("sign_in_failures")
    .values({ subject: "a".repeat(64), failures: 1, last_failed_at: new Date(0) })
    .execute();
const countFailures = async (db: Db) =>
  (await db.selectFrom("sign_in_failures").selectAll().execute()).length;

describe("the development configuration", () => {
  it("is refused by a Worker under a public host name", async () => {
    const { worker } = await startWith({});
    const status = async (url: string) => (await worker.fetch(url)).status;
    for (const host of ["localhost", "127.0.0.1:8787", "[::1]:8787", "192.168.1.20", "me.local"]) {
      expect([host, await status(`http://${host}/api/health`)]).toEqual([host, 200]);
    }
    for (const host of ["pro-dev.example.workers.dev", "10.example.com", "localhost.example.com"]) {
      expect([host, await status(`https://${host}/`)]).toEqual([host, 500]);
      expect([host, await status(`https://${host}/api/health`)]).toEqual([host, 500]);
    }
  });
});

describe("in production", () => {
  it.each<[string, string | undefined]>([
    ["no secret", undefined],
    ["an empty secret", ""],
    ["a short secret", "too short"],
    ["a development secret", "development-but-otherwise-quite-long-enough-to-be-one"],
  ])("a Worker with %s answers 500 and does no scheduled work", async (_, secret) => {
    const { origin, runCron, db } = await productionSite(secret);
    for (const path of ["/", "/api/health", "/api/leaderboard"]) {
      expect((await fetch(origin + path)).status).toBe(500);
    }
    await addExpiredFailure(db);
    expect((await runCron()).outcome).not.toBe("ok");
    expect(await countFailures(db)).toBe(1);
  });

  it("a Worker with a real secret does the scheduled work", async () => {
    const { runCron, db } = await productionSite(REAL_SECRET);
    await addExpiredFailure(db);
    expect((await runCron()).outcome).toBe("ok");
    expect(await countFailures(db)).toBe(0);
  });

  it.each([
    ["maintenance", "sign_in_failures", "DELETE"],
    ["mails", "mails", "UPDATE"],
  ])("a failure of the %s stops no other scheduled work", async (part, table, act) => {
    const { runCron, db, ownerUrl, logs } = await productionSite(REAL_SECRET);
    await addExpiredFailure(db);
    const player = await createPlayer(db);
    const id = crypto.randomUUID();
    const mail = {
      id,
      user_id: player.id,
      kind: "new_device",
      recipient: "ada@example.com",
    } as const;
    await db
      .insertInto("mails")
      .values({ ...mail, facts: NEW_DEVICE, due_at: new Date(0) })
      .execute();
    const owner = connect(ownerUrl, 1);
    await sql`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$`.execute(
      owner.db,
    );
    await sql`CREATE TRIGGER fail BEFORE ${sql.raw(act)} ON ${sql.table(table)} EXECUTE FUNCTION fail()`.execute(
      owner.db,
    );
    await owner.close();
    expect((await runCron()).outcome).not.toBe("ok");
    const sent = await db.selectFrom("mails").select("attempts").executeTakeFirstOrThrow();
    expect([sent.attempts, await countFailures(db)]).toEqual(part === "mails" ? [0, 0] : [1, 1]);
    const lines = logs().flatMap(({ message }) =>
      message.startsWith("{") ? [JSON.parse(message)] : [],
    );
    const levelOf = (event: string) => lines.find((line) => line.event === event)?.level;
    const levels = { mails: levelOf("mails"), maintenance: levelOf("maintenance") };
    expect(levels).toEqual({ mails: "info", maintenance: "info", [part]: "error" });
  });

  it("a response tells the browser to use HTTPS only", async () => {
    const { origin } = await productionSite(REAL_SECRET);
    const response = await fetch(`${origin}/api/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Strict-Transport-Security")).toMatch(/max-age=\d{8}/);
  });
});
