import { describe, expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { connect, type Db } from "../../app/.server/db/client.ts";
import { createDatabase } from "../support/database.ts";
import { bind } from "../support/site.ts";

/** The built Worker as production would run it, with this secret. */
async function productionSite(AUTH_SECRET?: string) {
  const database = await createDatabase();
  bind(database.url);
  const vars = { ENVIRONMENT: "production", ...(AUTH_SECRET !== undefined && { AUTH_SECRET }) };
  const harness = createTestHarness({
    workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker", vars }],
  });
  const { db, close } = connect(database.url, 1);
  onTestFinished(async () => {
    await harness.close();
    await close();
    await database.drop();
  });
  const { url } = await harness.listen();
  return {
    origin: url.origin,
    db,
    /** Runs what the cron starts; gives how it went. */
    work: () => harness.getWorker().scheduled({ cron: "*/5 * * * *", scheduledTime: new Date() }),
  };
}

const REAL_SECRET = "a real secret of thirty-two characters or more";

/** Something for the scheduled work to do. */
const leaveWork = (db: Db) =>
  db
    .insertInto("sign_in_failures")
    .values({ subject: "a".repeat(64), failures: 1, last_failed_at: new Date(0) })
    .execute();
const workLeft = async (db: Db) =>
  (await db.selectFrom("sign_in_failures").selectAll().execute()).length;

describe("what development is configured with", () => {
  it("is refused by a Worker that anybody else can reach", async () => {
    const database = await createDatabase();
    bind(database.url);
    const harness = createTestHarness({
      workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker" }],
    });
    onTestFinished(async () => {
      await harness.close();
      await database.drop();
    });
    await harness.listen();
    const status = async (url: string) => (await harness.getWorker().fetch(url)).status;
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
  it.each([undefined, "", "too short", "development-but-otherwise-quite-long-enough-to-be-one"])(
    "nothing is served, and nothing done, with the secret %j",
    async (secret) => {
      const { origin, work, db } = await productionSite(secret);
      for (const path of ["/", "/api/health", "/api/leaderboard"]) {
        expect((await fetch(origin + path)).status).toBe(500);
      }
      await leaveWork(db);
      expect((await work()).outcome).not.toBe("ok");
      expect(await workLeft(db)).toBe(1);
    },
  );

  it("the scheduled work is done with a real one", async () => {
    const { work, db } = await productionSite(REAL_SECRET);
    await leaveWork(db);
    expect((await work()).outcome).toBe("ok");
    expect(await workLeft(db)).toBe(0);
  });

  it("the browser is told to come by HTTPS alone", async () => {
    const { origin } = await productionSite(REAL_SECRET);
    const response = await fetch(`${origin}/api/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Strict-Transport-Security")).toMatch(/max-age=\d{8}/);
  });
});
