/**
 * `npm run bench:pages`: measures the built Worker in workerd, asked directly, with PgBouncer in the place of Hyperdrive and ten
 * thousand players (`PLAYERS`). It prints requests a second, latency and CPU time of each program at 1, 16 and 64 connections
 * (`SECONDS` for each), compared with a constant answer and with that of `select 1` from the same run: an answer with an aim for
 * that is measured between two measurements of `select 1`. Then it prints the time until the first byte with 40 ms between PgBouncer and
 * PostgreSQL. The Worker has the configuration of production. The CPU times are the figures to rely on: other work on the
 * machine does not change them. Linux only; needs PgBouncer and the built Worker (`npm run build:worker`).
 *
 * Bare workerd has no cache: here it is a Worker of the same program that keeps in memory (`pages/cache-worker.js`).
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../app/.server/db/client.ts";
import { history } from "../../app/.server/games/history/service.ts";
import { leaderboard } from "../../app/.server/leaderboards/service.ts";
import { dashboard } from "../../app/.server/progress/dashboard/service.ts";
import { statistics } from "../../app/.server/progress/statistics/service.ts";
import { ensurePgbouncer } from "../database/pgbouncer.ts";
import { type Pooler, startPooler } from "../database/pooler.ts";
import { type Server, startPostgres } from "../database/postgres.ts";
import { createSiteLogin, SITE_LOGIN } from "../database/site-login.ts";
import { step, withCleanup } from "../development/steps.ts";
import { createRunners, type Runner } from "./load/players.ts";
import { descendants, processorSeconds } from "./load/processes.ts";
import { type Case, CONSTANT, endCase, pageCases, SELECT_1, signInCase } from "./pages/cases.ts";
import { type DirectWorker, SECRET, startDirectWorker } from "./pages/direct-worker.ts";
import { measureRoundTrip, startDistance } from "./pages/distance.ts";
import { farCases } from "./pages/far-cases.ts";
import { type CaseResult, firstBytes, measureCases, median } from "./pages/measure.ts";
import { pgbench, statementsOf } from "./pages/pgbench.ts";
import { newReport } from "./pages/report.ts";
import { filledDatabase } from "./scale/databases.ts";

const PLAYERS = Number(process.env.PLAYERS ?? 10_000);
const SECONDS = Number(process.env.SECONDS ?? 4);
const CONNECTIONS = [1, 16, 64];
/** Milliseconds there and back. */
const DISTANCE = 40;
/** Requests of each kind over the distance, after others that let the isolate compile what it runs often. */
const FAR_REQUESTS = 31;
const WARM_REQUESTS = 60;
/** Runs to send in the measurements of `end`: more than can be sent. */
const RUNS = 700 * SECONDS;

/** As PgBouncer by default, so that no turn of a case begins with connections that have planned nothing yet. */
const IDLE_SECONDS = 600;

/** Signed-in players who look at pages and start games. */
const VISITORS = 200;

const now = new Date();
const cleanups: (() => Promise<unknown>)[] = [];
const poolers: Pooler[] = [];
const programs = {
  workerd: () => descendants(process.pid, "workerd"),
  PostgreSQL: () => descendants(process.pid, "postgres"),
  PgBouncer: () => poolers.map(({ pid }) => pid),
};

const report = newReport();
const { row, head, line } = report;

/** Returns the milliseconds that an answer took of workerd, beyond another one where its aim says so. */
function ownCost(result: CaseResult, results: readonly CaseResult[], beyond?: string): number {
  const cost = (of?: CaseResult) => of?.costs.workerd ?? Number.NaN;
  return cost(result) - (beyond ? cost(results.find(({ name }) => name === beyond)) : 0);
}

function reportLoad(connections: number, results: CaseResult[], cases: readonly Case[]) {
  const rate = (name: string) =>
    results.find((each) => each.name === name)?.perSecond ?? Number.NaN;
  line(`\n### ${connections} connection${connections === 1 ? "" : "s"}\n`);
  const columns = ["of an empty Worker", "of `select 1`", "p50 ms", "p95 ms", "p99 ms"];
  head([
    "answer",
    "a second",
    ...columns,
    ...Object.keys(programs).map((name) => `ms of ${name}`),
    "aim",
  ]);
  for (const result of results) {
    const { name, perSecond, p50, p95, p99, failed } = result;
    const { share = perSecond / rate(SELECT_1) } = result;
    const { atLeast, atMost } = cases.find((each) => each.name === name) ?? {};
    const own = ownCost(result, results, atMost?.beyond);
    const aims = connections === 16 && {
      ...(atLeast && { [`≥ ${atLeast} of \`select 1\``]: share >= atLeast }),
      ...(atMost && {
        [`${own.toFixed(2)}${atMost.beyond ? " beyond the empty one" : ""} ≤ ${atMost.ms} ms`]:
          own <= atMost.ms,
      }),
    };
    for (const [aim, reached] of Object.entries(aims || {}))
      if (!reached) report.miss(`${name}: ${aim}`);
    if (failed > 0) report.miss(`${name}: ${failed} failed`);
    row([
      ...[name, perSecond.toFixed(0), (perSecond / rate(CONSTANT)).toFixed(2), share.toFixed(2)],
      ...[p50, p95, p99].map((ms) => ms.toFixed(1)),
      ...Object.keys(programs).map((program) => (result.costs[program] ?? 0).toFixed(2)),
      Object.keys(aims || {}).join(", "),
    ]);
  }
}

/** Returns the cases with the ends of games among them. A start closes the game of its player, so the ends come before. */
const withEnds = (cases: readonly Case[], runners: readonly Runner[]): Case[] => {
  const first = cases.findIndex(({ name }) => name === SELECT_1) + 1;
  return [...cases.slice(0, first), endCase(runners), ...cases.slice(first)];
};

const originOf = (worker: DirectWorker, { of }: Case) =>
  of === "empty" ? worker.empty : worker.origin;

/** Measures all cases with every number of connections. Each end of a game has a run of its own. */
async function measurePages(
  worker: DirectWorker,
  cases: readonly Case[],
  runners: readonly Runner[],
) {
  const share = Math.floor(runners.length / CONNECTIONS.length);
  for (const [index, connections] of CONNECTIONS.entries()) {
    const all = withEnds(cases, runners.slice(index * share, (index + 1) * share));
    const results = await measureCases(all, {
      ...{ connections, programs, seconds: SECONDS },
      originOf: (each) => originOf(worker, each),
      reference: all.find(({ name }) => name === SELECT_1),
    });
    reportLoad(connections, results, all);
  }
}

/** Measures the database alone, through the same pooler. */
async function measureDatabase(url: string, folder: string, { caller }: Runner) {
  const board = { type: "all_time", metric: "score", limit: 20 } as const;
  const works: Record<string, Parameters<typeof statementsOf>[1]> = {
    "the caller's statistics": (db) => statistics(db, caller, now),
    history: (db) => history(db, caller, { limit: 20 }),
    board: (db) => leaderboard(db, board, now),
    dashboard: (db) => dashboard(db, caller, now),
  };
  const statements = [["`select 1`", ["SELECT 1"]] as const];
  const found = await Promise.all(
    Object.entries(works).map(
      async ([name, work]) => [name, await statementsOf(url, work)] as const,
    ),
  );
  line("\n### pgbench, the statements alone through the same pooler, 16 connections\n");
  head(["statement", "a second"]);
  for (const [name, sent] of [...statements, ...found]) {
    const tps = await pgbench(url, folder, sent, { connections: 16, seconds: SECONDS });
    row([name, tps === undefined ? "pgbench is not installed" : tps.toFixed(0)]);
  }
}

/** Measures the time until the first byte, in round trips to the database. */
async function measureDistance(
  { far, near, roundTrip }: { far: DirectWorker; near: DirectWorker; roundTrip: number },
  cases: readonly Case[],
  { warm, count } = { warm: WARM_REQUESTS, count: FAR_REQUESTS },
) {
  head(["answer", "median ms", "round trips", "aim"]);
  for (const each of cases) {
    const ms = median(await firstBytes(originOf(far, each), each, warm, count));
    // What hashing a password takes is the same at any distance.
    const hashing = each.hashes
      ? median(await firstBytes(originOf(near, each), each, 0, count))
      : 0;
    const trips = (ms - hashing) / roundTrip;
    if (!(trips <= each.trips))
      report.miss(`${each.name}: ${trips.toFixed(2)} ≤ ${each.trips} round trips`);
    row([each.name, ms.toFixed(1), trips.toFixed(2), `≤ ${each.trips}`]);
  }
}

/** Measures the CPU time that an isolate of the site takes until its first answer. */
async function measureStart(databaseUrl: string) {
  const seconds = () => processorSeconds(programs.workerd());
  const answer = async (origin: URL, path: string) => (await fetch(new URL(path, origin))).text();
  const worker = await startDirectWorker(databaseUrl);
  await answer(worker.empty, "/constant");
  const before = seconds();
  await answer(worker.origin, "/api/auth/providers");
  const first = seconds();
  await answer(worker.origin, "/login?rendered");
  line("\n### The start of an isolate\n");
  line(
    `The first answer took ${(1000 * (first - before)).toFixed(0)} ms of CPU time, the first page ${(1000 * (seconds() - first)).toFixed(0)} ms more.`,
  );
  await worker.stop();
}

await withCleanup(
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "pro-dev-pages-"));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    await chmod(folder, 0o755);
    // Keeps `fsync` on as production does, with larger buffers and WAL than the defaults.
    const settings = ["shared_buffers=1GB", "max_wal_size=4GB"];
    const server: Server = await startPostgres(join(folder, "data"), { port: 0, settings });
    cleanups.unshift(() => server.stop());
    const { url } = await filledDatabase(server, PLAYERS);
    const siteUrl = await createSiteLogin(url);
    const binary = ensurePgbouncer();
    if (!binary) throw new Error("PgBouncer is not installed");
    const through = async (port: number) => {
      const pooler: Pooler = await startPooler(binary, port, SITE_LOGIN, IDLE_SECONDS);
      poolers.push(pooler);
      cleanups.unshift(() => pooler.stop());
      const pooled = new URL(siteUrl);
      pooled.port = `${pooler.port}`;
      return pooled.href;
    };
    const workerOn = async (databaseUrl: string) => {
      const worker: DirectWorker = await startDirectWorker(databaseUrl);
      cleanups.unshift(() => worker.stop());
      return worker;
    };

    const direct = connect(siteUrl, 16);
    cleanups.unshift(() => direct.close());
    const all = await step("runs to send", () =>
      createRunners(direct.db, VISITORS + RUNS, { secret: SECRET }),
    );
    // Their starts close their own games alone.
    const [visitors, runners] = [all.slice(0, VISITORS), all.slice(VISITORS)];
    const cases = await pageCases(direct.db, visitors);
    const nearUrl = await through(server.port);
    const near = await workerOn(nearUrl);
    await measurePages(near, cases, runners);
    await measureDatabase(nearUrl, folder, runners[0] as Runner);

    const distance = await startDistance(server.port, DISTANCE);
    cleanups.unshift(() => distance.stop());
    const farUrl = await through(distance.port);
    const far = await workerOn(farUrl);
    const roundTrip = await measureRoundTrip(farUrl);
    const more = await step("runs to send", () =>
      createRunners(direct.db, WARM_REQUESTS + FAR_REQUESTS, { secret: SECRET }),
    );
    const signIn = await signInCase(direct.db, more[0] as Runner);
    const others = await farCases(direct.db, visitors[0] as Runner, visitors[1] as Runner);
    line(`\n### First byte with ${DISTANCE} ms to the database\n`);
    line(
      `A \`select 1\` over an open connection takes ${roundTrip.toFixed(1)} ms: that is a round trip here.\n`,
    );
    const workers = { far, near, roundTrip };
    await measureDistance(workers, [...withEnds(cases, more), signIn]);
    line("\n### The same of most other pages and calls that read\n");
    await measureDistance(workers, others, { warm: 20, count: 15 });
    await measureStart(nearUrl);
    await report.finish();
  },
  async () => {
    for (const cleanup of cleanups) await cleanup();
  },
);
