/**
 * `npm run bench:load`: what one processor carries, of PostgreSQL asked directly and of the built Worker
 * over HTTP, with ten thousand players (`PLAYERS` names another size). `SECONDS` is how long each is
 * asked. A pooler stands between the two where there is one, as Hyperdrive does. Linux only.
 */

import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestHarness, type TestHarness } from "wrangler";
import { connect } from "../../app/.server/db/client.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { history } from "../../app/.server/games/history/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { boardAround, leaderboard } from "../../app/.server/leaderboards/service.ts";
import { home } from "../../app/.server/progress/home/service.ts";
import { ensurePgbouncer, type Pooler, startPooler } from "../database/pooler.ts";
import { type Server, startPostgres } from "../database/postgres.ts";
import { admitSite, SITE_LOGIN } from "../database/site-login.ts";
import { offline, step, withCleanup } from "../development/steps.ts";
import { type Driven, drive } from "./load/drive.ts";
import { runners } from "./load/players.ts";
import { descendants } from "./load/processes.ts";
import { filledDatabase } from "./scale/databases.ts";

const PLAYERS = Number(process.env.PLAYERS ?? 10_000);
const SECONDS = Number(process.env.SECONDS ?? 8);
const AT_ONCE = 16;
/** As many as can be sent while it is measured. */
const RUNS = 120 * SECONDS;

const query = { type: "all_time", metric: "score", limit: 20 } as const;
const START = { language: "PYTHON", difficulty: "NORMAL", mode: "standard" } as const;
const now = new Date();
const done = (work: Promise<unknown>) => work.then(() => true);

let folder: string | undefined;
let server: Server | undefined;
let pooler: Pooler | undefined;
let harness: TestHarness | undefined;

function print(title: string, rows: Driven[]) {
  const who = Object.keys(rows[0]?.costs ?? {});
  console.log(
    `\n| ${title} | a second | p50 ms | p95 ms | failed |${who.map((one) => ` ms of ${one} |`).join("")}`,
  );
  console.log(`|---|--:|--:|--:|--:|${who.map(() => "--:|").join("")}`);
  for (const { name, perSecond, p50, p95, failed, costs } of rows) {
    const cost = who.map((one) => ` ${costs[one]?.toFixed(2)} |`).join("");
    console.log(
      `| ${name} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${failed} |${cost}`,
    );
  }
}

async function askPostgres(url: string, postgres: () => number[]) {
  const { db, close } = connect(url, AT_ONCE);
  const players = await step("runs to send", () => runners(db, RUNS));
  const player = (n: number) => (players[n % players.length] as (typeof players)[number]).caller;
  const load = { atOnce: AT_ONCE, seconds: SECONDS, who: { PostgreSQL: postgres } };
  const rows = [
    await drive({ ...load, name: "start page, visitor", ask: () => done(home(db, undefined)) }),
    await drive({ ...load, name: "board, visitor", ask: () => done(leaderboard(db, query, now)) }),
    await drive({
      ...load,
      name: "board, with one's own rank",
      ask: (n) => done(boardAround(db, player(n), query, now)),
    }),
    await drive({
      ...load,
      name: "history",
      ask: (n) => done(history(db, player(n), { limit: 20 })),
    }),
    await drive({
      ...load,
      name: "`end` of a minute's run",
      ask: async (n) => {
        const runner = players[n - 1];
        return runner ? done(endGame(db, runner.caller, runner.run, NO_BOARD_CACHE)) : false;
      },
    }),
    await drive({
      ...load,
      name: "`start`, all of one language and difficulty",
      ask: (n) => done(startGame(db, player(n), START, n, now)),
    }),
  ];
  await close();
  return rows;
}

async function askWorker(origin: string, url: string, who: Record<string, () => number[]>) {
  const { db, close } = connect(url, AT_ONCE);
  const players = await step("runs to send", () => runners(db, RUNS));
  const load = { atOnce: AT_ONCE, seconds: SECONDS, who };
  const get =
    (path: string, signedIn = false) =>
    async (n: number) => {
      const { token = "" } = players[n % players.length] ?? {};
      const response = await fetch(origin + path, {
        headers: signedIn ? { Cookie: `__Host-access=${token}` } : {},
      });
      await response.text();
      if (!response.ok) throw new Error(`${response.status}`);
      return true;
    };
  const rows = [
    await drive({ ...load, name: "`/login`: no database", ask: get("/login") }),
    await drive({ ...load, name: "`/`, visitor", ask: get("/") }),
    await drive({ ...load, name: "`/leaderboard`, visitor, cached", ask: get("/leaderboard") }),
    await drive({ ...load, name: "`/leaderboard`, signed in", ask: get("/leaderboard", true) }),
    await drive({ ...load, name: "`/history`", ask: get("/history", true) }),
    await drive({
      ...load,
      name: "`end` of a minute's run",
      ask: async (n) => {
        const runner = players[n - 1];
        if (!runner) return false;
        const response = await fetch(`${origin}/api/game/end`, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            Authorization: `Bearer ${runner.token}`,
          },
          body: JSON.stringify(runner.run),
        });
        await response.text();
        if (!response.ok) throw new Error(`${response.status}`);
        return true;
      },
    }),
  ];
  await close();
  return rows;
}

await withCleanup(
  async () => {
    folder = await mkdtemp(join(tmpdir(), "pro-dev-load-"));
    await chmod(folder, 0o755);
    // As durable as in production, with a memory that is worth the name.
    const settings = ["shared_buffers=1GB", "max_wal_size=4GB"];
    server = await startPostgres(join(folder, "data"), { port: 0, settings });
    const { url } = await filledDatabase(server, PLAYERS);
    const siteUrl = new URL(await admitSite(url));
    const postgres = () => descendants(process.pid, "postgres");
    const direct = await askPostgres(siteUrl.href, postgres);

    const pgbouncer = ensurePgbouncer();
    pooler = pgbouncer ? await startPooler(pgbouncer, server.port, SITE_LOGIN) : undefined;
    if (pooler) siteUrl.port = `${pooler.port}`;
    Object.assign(process.env, offline, {
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB: siteUrl.href,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB_CACHED: siteUrl.href,
    });
    harness = createTestHarness({
      workers: [{ configPath: "./wrangler.toml", prebuiltWorkerDir: "./dist/worker" }],
    });
    const { origin } = (await harness.listen()).url;
    const workerd = () => descendants(process.pid, "workerd");
    const over = await askWorker(origin, url, { workerd, PostgreSQL: postgres });
    print(`PostgreSQL, ${AT_ONCE} connections`, direct);
    print(`the Worker, ${AT_ONCE} requests at once${pooler ? ", PgBouncer" : ""}`, over);
  },
  async () => {
    await harness?.close();
    await pooler?.stop();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  },
);
