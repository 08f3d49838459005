/**
 * `npm run bench:practice`: measures what the keystroke layer costs, on a durable PostgreSQL of its own: the end of a game
 * with and without it (time in PostgreSQL and WAL bytes, the runs alternating), the end of a drill of 20,000 keys, the
 * space of a player's statistics, and insights of players with 50 and with 5,000 drills. Exits with 1 beyond a limit.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { connect, type Db } from "../../app/.server/db/client.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { DrillPools } from "../../app/.server/practice/drills/pools.ts";
import { endDrill, startDrill } from "../../app/.server/practice/drills/service.ts";
import { KEPT_DAYS } from "../../app/.server/practice/keystrokes/queries.ts";
import { typingStatistics } from "../../app/.server/practice/keystrokes/service.ts";
import type { DrillEndRequest } from "../../app/contracts/practice.ts";
import { MAX_KEYS } from "../../app/engine/limits.ts";
import { seedProduction } from "../../seed/index.ts";
import { playDrill } from "../../tests/support/drill-player.ts";
import { createPlayer, honestRun, startRequest } from "../../tests/support/players.ts";
import { migrate } from "../database/migrations.ts";
import { type Server, startPostgres } from "../database/postgres.ts";
import { step, withCleanup } from "../development/steps.ts";
import { walBytes } from "./load/wal.ts";
import { withoutKeystrokes } from "./load/without-keystrokes.ts";

const GAMES = Number(process.env.GAMES ?? 150);
const DRILLS = [50, Number(process.env.DRILLS ?? 5_000)];
const SECRET = "a secret of this benchmark alone, and long enough";

let folder: string | undefined;
let server: Server | undefined;
let missed = false;

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)} times`;

function print(name: string, value: string, held = true): void {
  console.log(`| ${name} | ${value} |${held ? "" : " **missed**"}`);
  missed ||= !held;
}

async function value<Value>(
  db: Db,
  statement: ReturnType<typeof sql<{ value: Value }>>,
): Promise<Value> {
  const { rows } = await statement.execute(db);
  return rows[0]?.value as Value;
}

/** Runs `work`, and returns its milliseconds and its WAL bytes. */
async function cost(db: Db, work: () => Promise<unknown>) {
  const before = await walBytes(db);
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  return { ms, wal: (await walBytes(db)) - before };
}

/** Ends games of one player, every other one without the statistics of keys. */
async function measureGames(db: Db) {
  let player = await createPlayer(db);
  const costs = {
    without: [] as { ms: number; wal: number }[],
    with: [] as { ms: number; wal: number }[],
  };
  for (let game = 0; game < GAMES; game += 1) {
    // An account may start 60 games in ten minutes.
    if (game % 50 === 49) player = await createPlayer(db);
    const kind = game % 2 === 0 ? "without" : "with";
    const started = await startGame(db, player, startRequest(), game + 1, new Date());
    const habits = { wpm: 60, errors: 40, until: 180_000, seed: game + 1, hands: game + 1 };
    const request = await honestRun(db, started, habits);
    const end = () => cost(db, () => endGame(db, player, request, NO_BOARD_CACHE));
    costs[kind].push(kind === "with" ? await end() : await withoutKeystrokes(db, end));
  }
  // The first ones plan their statements.
  const [before, after] = [costs.without.slice(5), costs.with.slice(5)];
  const ms = [before, after].map((all) => median(all.map((one) => one.ms)));
  const wal = [before, after].map((all) => median(all.map((one) => one.wal)));
  print(
    "end of a game of 3 minutes without sums of keys",
    `${ms[0]?.toFixed(1)} ms, ${wal[0]} bytes of WAL`,
  );
  print("… with them", `${ms[1]?.toFixed(1)} ms, ${wal[1]} bytes of WAL`);
  const times = (ms[1] ?? 0) / (ms[0] ?? 1);
  print("… in comparison (at most 1.3)", `${ratio(ms[1] ?? 0, ms[0] ?? 1)} the time`, times <= 1.3);
}

const HOUR = 3_600_000;

/** Returns functions that start and end drills of one player. A drill ends an hour after its start, `ago` milliseconds ago. */
function drillsOf(db: Db, player: Caller, pools: DrillPools) {
  const start = (seed: number, ago = 0) =>
    startDrill(
      db,
      player,
      { language: "PYTHON", focus: "plain" },
      { pools, seed, now: new Date(Date.now() - ago - HOUR), secret: SECRET },
    );
  const end = (
    session_token: string,
    log: Pick<DrillEndRequest, "key_sequence" | "ended_at_ms">,
    ago = 0,
  ) =>
    endDrill(
      db,
      player,
      { session_token, ...log },
      { now: new Date(Date.now() - ago), secret: SECRET },
    );
  return { start, end };
}

/** Ends a drill with as many keys as a log may have. */
async function measureLongDrill(db: Db) {
  const { start, end } = drillsOf(db, await createPlayer(db), new DrillPools());
  const { session_token } = await start(3);
  const keys = Array.from({ length: MAX_KEYS }, (_, index): [number, string] => [
    index * 150,
    "etaoinshr"[index % 9] ?? "e",
  ]);
  const { ms } = await cost(db, () =>
    end(session_token, { key_sequence: keys, ended_at_ms: MAX_KEYS * 150 }),
  );
  print(`end of a drill of ${MAX_KEYS} keys (at most 300 ms)`, `${ms.toFixed(0)} ms`, ms <= 300);
}

/** The size of a player's statistics as they are stored: of all time, and of this quarter. Earlier quarters take 2 KB each. */
const spaceOf = (player: Caller) => sql<{ value: number }>`
  SELECT sum(pg_column_size(keys) + pg_column_size(key_presses) + pg_column_size(key_errors)
    + pg_column_size(key_timed) + pg_column_size(key_ms) + pg_column_size(pairs)
    + pg_column_size(pair_errors) + pg_column_size(pair_timed) + pg_column_size(pair_ms)
    + pg_column_size(confusions) + pg_column_size(confusion_counts) + pg_column_size(days)
    + pg_column_size(day_correct) + pg_column_size(day_incorrect) + pg_column_size(day_ms)
    + pg_column_size(kind_presses) + pg_column_size(kind_errors) + pg_column_size(kind_timed)
    + pg_column_size(kind_ms) + 64)::int AS value
  FROM keystroke_statistics WHERE user_id = ${player.id}
    AND period_start IN ('-infinity', date_trunc('quarter', now())::date)`;

/** Asks for insights of players with few and with many drills in turn. */
async function measureInsights(db: Db) {
  const pools = new DrillPools();
  const players: Caller[] = [];
  for (const drills of DRILLS) {
    const player = await createPlayer(db);
    players.push(player);
    const { start, end } = drillsOf(db, player, pools);
    for (let seed = 1; seed <= drills; seed += 1) {
      // As many days as the trend keeps.
      const ago = Math.floor(((drills - seed) / drills) * KEPT_DAYS) * 24 * HOUR;
      const drill = await start(seed, ago);
      const texts = drill.parts.map(({ text }) => text);
      await end(drill.session_token, playDrill(texts, { seed }), ago);
    }
    const kilobytes = (await value(db, spaceOf(player))) / 1_024;
    const name = `statistics of a player and language with ${drills} drills (at most 12 KB)`;
    print(name, `${kilobytes.toFixed(1)} KB`, kilobytes <= 12);
  }
  const times = players.map((): number[] => []);
  for (let round = 0; round < 200; round += 1) {
    for (const [index, player] of players.entries()) {
      const query = { language: "PYTHON", period: "all" } as const;
      const { ms } = await cost(db, () => typingStatistics(db, player, query, new Date()));
      times[index]?.push(ms);
    }
  }
  const [few = 1, many = 0] = times.map(median);
  print(`insights of a player with ${DRILLS[0]} drills`, `${few.toFixed(2)} ms`);
  print(`insights of a player with ${DRILLS[1]} drills`, `${many.toFixed(2)} ms`);
  print("… in comparison (at most 1.5)", ratio(many, few), many <= 1.5 * few);
}

await withCleanup(
  async () => {
    folder = await mkdtemp(join(tmpdir(), "pro-dev-practice-"));
    await chmod(folder, 0o755);
    const data = join(folder, "data");
    server = await step("a durable server", () => startPostgres(data, { port: 0, trust: true }));
    const { url } = server;
    await step("migrations and seed", async () => {
      await migrate(url);
      await seedProduction(url);
    });
    const { db, close } = connect(url, 4);
    console.log("\n| | |\n|---|--:|");
    await measureGames(db);
    await measureLongDrill(db);
    await measureInsights(db);
    await close();
    if (missed) process.exitCode = 1;
  },
  async () => {
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  },
);
