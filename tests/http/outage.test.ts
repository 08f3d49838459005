/**
 * Takes PostgreSQL down under load and brings it back. `npm run bench:outage` runs this file on an idle machine:
 * there PostgreSQL is away for a minute, and the test prints its measurements and checks the times against their
 * limits. In the test suite, beside other tests, it checks no times.
 */
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { createLoadGenerator, type Sample } from "../support/load-generator.ts";
import { startSite } from "../support/site.ts";
import { OUTAGES, type Outage, startStoppablePostgres } from "../support/stoppable-postgres.ts";

/** The limit for every request, in seconds. */
const MAX_SECONDS = 10;
/** The limit in seconds from when PostgreSQL accepts connections again until the last refused request. */
const MAX_RESUME_SECONDS = 5;

/** The length of each outage in seconds, where the benchmark runs this file. */
const BENCHMARK_SECONDS = Number(process.env.OUTAGE_SECONDS ?? 0);
/** Requests a second. In the test suite they are few, so that a slow machine keeps up with them. */
const PER_SECOND = BENCHMARK_SECONDS ? 20 : 6;
/** The milliseconds that eight games may take to end. */
const EIGHT_GAMES = 90_000;

/** The length of each outage in seconds. A frozen server is away for longer than a request waits for it. */
const SECONDS: Record<Outage, number> = {
  stopped: BENCHMARK_SECONDS || 3,
  killed: BENCHMARK_SECONDS || 3,
  frozen: BENCHMARK_SECONDS || 12,
};

let server: Awaited<ReturnType<typeof startStoppablePostgres>>;
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  server = await startStoppablePostgres();
  site = await startSite(server.siteUrl);
});
afterAll(async () => {
  await site.close();
  await server.remove();
});

/** Returns all results as `<session id> <result id>`. */
async function storedResults() {
  const { db, close } = connect(server.url);
  const rows = await db.selectFrom("game_results").select(["session_id", "id"]).execute();
  await close();
  return rows.map(({ session_id, id }) => `${session_id} ${id}`);
}

const seconds = ({ sentAt, answeredAt }: Sample) => (answeredAt - sentAt) / 1000;
const WITHOUT_DATABASE = new Set(["/", "/login", "/favicon.svg"]);

describe.each(OUTAGES)("while PostgreSQL is %s under load", (outage) => {
  it("every request is answered, no acknowledged result is lost, and the site recovers by itself", {
    timeout: SECONDS[outage] * 1000 + 3 * EIGHT_GAMES,
  }, async () => {
    const { samples, acknowledged, sendRequest, startLoad } = await createLoadGenerator(
      site,
      12,
      server.url,
    );
    const end = startLoad(PER_SECOND);
    await expect.poll(() => acknowledged.size, { timeout: EIGHT_GAMES }).toBeGreaterThan(8);

    const takenDownAt = performance.now();
    await server.takeDown(outage);
    const awayAt = performance.now();
    await Promise.all([wait(SECONDS[outage] * 1000), sendRequest("/api/health")]);
    const returningAt = performance.now();
    await server.bringBack(outage);
    const backAt = performance.now();
    const acknowledgedBefore = acknowledged.size;
    await expect
      .poll(() => acknowledged.size, { timeout: EIGHT_GAMES })
      .toBeGreaterThan(acknowledgedBefore + 8);
    await end();

    const during = samples.filter(({ sentAt }) => sentAt > awayAt && sentAt < returningAt);
    const slowest = Math.max(...samples.map(seconds));
    const failed = samples.filter(({ status }) => status >= 500 || status === 0);
    const lastFailure = Math.max(...failed.map(({ sentAt }) => sentAt));
    const firstSuccess = samples
      .filter(
        ({ path, status, sentAt }) =>
          sentAt > returningAt && status < 400 && !WITHOUT_DATABASE.has(path),
      )
      .map(({ answeredAt }) => answeredAt)
      .sort((a, b) => a - b)[0];
    const stored = await storedResults();
    const acknowledgedResults = [...acknowledged].flatMap(([session, ids]) =>
      [...ids].map((id) => `${session} ${id}`),
    );
    if (BENCHMARK_SECONDS) {
      console.log(
        JSON.stringify({
          outage,
          seconds: Math.round((returningAt - takenDownAt) / 1000),
          requests: samples.length,
          during: during.length,
          longest_request_s: slowest.toFixed(2),
          first_answer_after_return_s: (((firstSuccess ?? Number.NaN) - backAt) / 1000).toFixed(2),
          last_refused_after_return_s: Math.max(0, (lastFailure - backAt) / 1000).toFixed(2),
          acknowledged: acknowledgedResults.length,
          lost: acknowledgedResults.filter((result) => !stored.includes(result)).length,
        }),
      );
      expect(during.length).toBeGreaterThan(PER_SECOND * SECONDS[outage] * 0.95);
      expect(slowest).toBeLessThan(MAX_SECONDS);
      expect((lastFailure - backAt) / 1000).toBeLessThan(MAX_RESUME_SECONDS);
    }

    expect(during.length).toBeGreaterThan(0);
    // Requests that need the database get a 503 that names the cause and the time to wait, and no other error.
    expect(failed.length).toBeGreaterThan(0);
    for (const { path, status, retryAfter, text } of failed) {
      expect([path, status, retryAfter]).toEqual([path, 503, "5"]);
      expect(text).toContain("The database is away");
    }
    const health = during.filter(
      ({ path, answeredAt }) => path === "/api/health" && answeredAt < returningAt,
    );
    expect(health.length).toBeGreaterThan(0);
    expect(health.map(({ status }) => status)).toEqual(health.map(() => 503));
    const pages = during.filter(({ path }) => WITHOUT_DATABASE.has(path));
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));

    expect(acknowledgedResults.length).toBeGreaterThan(16);
    expect(new Set(acknowledgedResults.map((result) => result.split(" ")[0])).size).toBe(
      acknowledgedResults.length,
    );
    expect(stored).toEqual(expect.arrayContaining(acknowledgedResults));
  });
});
