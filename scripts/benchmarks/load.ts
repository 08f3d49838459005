/**
 * `npm run bench:load`: measures how many statements of the most frequent requests PostgreSQL serves, with ten thousand
 * players (`PLAYERS` names another number), and what the statistics of keys cost. Each kind is sent for `SECONDS`. The Worker is
 * measured by `npm run bench:pages`. Linux only.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../app/.server/db/client.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { history } from "../../app/.server/games/history/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { boardAround, leaderboard } from "../../app/.server/leaderboards/service.ts";
import { home } from "../../app/.server/progress/home/service.ts";
import { type Server, startPostgres } from "../database/postgres.ts";
import { createSiteLogin } from "../database/site-login.ts";
import { step, withCleanup } from "../development/steps.ts";
import { type LoadResult, measureLoad } from "./load/measure-load.ts";
import { createRunners } from "./load/players.ts";
import { descendants } from "./load/processes.ts";
import { walBytes } from "./load/wal.ts";
import { withoutKeystrokes } from "./load/without-keystrokes.ts";
import { filledDatabase } from "./scale/databases.ts";

const PLAYERS = Number(process.env.PLAYERS ?? 10_000);
const SECONDS = Number(process.env.SECONDS ?? 8);
const AT_ONCE = 16;
/** Runs to send: more than can be sent in `SECONDS`. */
const RUNS = 120 * SECONDS;

const query = { type: "all_time", metric: "score", limit: 20 } as const;
const START = { language: "PYTHON", difficulty: "NORMAL", mode: "standard" } as const;
const now = new Date();
/** Resolves to true, which tells `measureLoad` to go on. */
const succeeds = (work: Promise<unknown>) => work.then(() => true);

let folder: string | undefined;
let server: Server | undefined;

function print(title: string, rows: LoadResult[]) {
  const programs = Object.keys(rows[0]?.costs ?? {});
  console.log(
    `\n| ${title} | a second | p50 ms | p95 ms | failed |${programs.map((program) => ` ms of ${program} |`).join("")}`,
  );
  console.log(`|---|--:|--:|--:|--:|${programs.map(() => "--:|").join("")}`);
  for (const { name, perSecond, p50, p95, failed, costs } of rows) {
    const cost = programs.map((program) => ` ${costs[program]?.toFixed(2)} |`).join("");
    console.log(
      `| ${name} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${failed} |${cost}`,
    );
  }
}

/** The most that the statistics of keys may cost, in comparison with an end of a game without them. */
const MOST_FOR_KEYS = 1.3;

/** Measures the end of a game with and without the statistics of keys, in turns, with the bytes of WAL of each. */
async function measureKeystrokes(url: string, ownerUrl: string, postgres: () => number[]) {
  const [{ db, close }, owner] = [connect(url, AT_ONCE), connect(ownerUrl, 1)];
  const load = { atOnce: AT_ONCE, seconds: SECONDS, programs: { PostgreSQL: postgres } };
  const measured = async (name: string) => {
    const runners = await createRunners(db, RUNS);
    const before = await walBytes(owner.db);
    let ended = 0;
    const result = await measureLoad({
      ...load,
      name,
      request: async (n) => {
        const runner = runners[n - 1];
        if (!runner) return false;
        await endGame(db, runner.caller, runner.run, NO_BOARD_CACHE);
        ended += 1;
        return true;
      },
    });
    return { ...result, wal: ((await walBytes(owner.db)) - before) / ended };
  };
  const rounds = [];
  for (let round = 0; round < 2; round += 1) {
    const without = await withoutKeystrokes(owner.db, () => measured("`end` without sums of keys"));
    rounds.push({ without, sums: await measured("`end` with them") });
  }
  await Promise.all([close(), owner.close()]);
  return rounds;
}

/** Measures the statements of the most frequent requests, sent to PostgreSQL directly. */
async function measurePostgres(url: string, postgres: () => number[]) {
  const { db, close } = connect(url, AT_ONCE);
  const players = await step("runs to send", () => createRunners(db, RUNS));
  const player = (n: number) => (players[n % players.length] as (typeof players)[number]).caller;
  const load = { atOnce: AT_ONCE, seconds: SECONDS, programs: { PostgreSQL: postgres } };
  const rows = [
    await measureLoad({
      ...load,
      name: "start page, visitor",
      request: () => succeeds(home(db, undefined)),
    }),
    await measureLoad({
      ...load,
      name: "board, visitor",
      request: () => succeeds(leaderboard(db, query, now)),
    }),
    await measureLoad({
      ...load,
      name: "board, with one's own rank",
      request: (n) => succeeds(boardAround(db, player(n), query, now)),
    }),
    await measureLoad({
      ...load,
      name: "history",
      request: (n) => succeeds(history(db, player(n), { limit: 20 })),
    }),
    await measureLoad({
      ...load,
      name: "`end` of a minute's run",
      request: async (n) => {
        const runner = players[n - 1];
        return runner ? succeeds(endGame(db, runner.caller, runner.run, NO_BOARD_CACHE)) : false;
      },
    }),
    await measureLoad({
      ...load,
      name: "`start`, all of one language and difficulty",
      request: (n) => succeeds(startGame(db, player(n), START, n, now)),
    }),
  ];
  await close();
  return rows;
}

await withCleanup(
  async () => {
    folder = await mkdtemp(join(tmpdir(), "pro-dev-load-"));
    await chmod(folder, 0o755);
    // Keeps `fsync` on as production does, with larger buffers and WAL than the defaults.
    const settings = ["shared_buffers=1GB", "max_wal_size=4GB"];
    server = await startPostgres(join(folder, "data"), { port: 0, settings });
    const { url } = await filledDatabase(server, PLAYERS);
    const siteUrl = new URL(await createSiteLogin(url));
    const postgres = () => descendants(process.pid, "postgres");
    const direct = await measurePostgres(siteUrl.href, postgres);
    const keystrokes = await measureKeystrokes(siteUrl.href, url, postgres);

    print(`PostgreSQL, ${AT_ONCE} connections`, direct);
    for (const { without, sums } of keystrokes) {
      print("with and without the statistics of keys", [without, sums]);
      const times = (sums.costs.PostgreSQL ?? 0) / (without.costs.PostgreSQL ?? 1);
      console.log(
        `${times.toFixed(2)} times PostgreSQL's time (at most ${MOST_FOR_KEYS}); ` +
          `WAL ${without.wal.toFixed(0)} and ${sums.wal.toFixed(0)} bytes a run`,
      );
      if (times > MOST_FOR_KEYS) process.exitCode = 1;
    }
  },
  async () => {
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  },
);
