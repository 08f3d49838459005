/**
 * PostgreSQL goes away under load and comes back. `npm run bench:outage` runs this file on a machine that does
 * nothing else: it leaves PostgreSQL away for a minute, prints its measurements, and holds the times to their
 * bars. Here, beside other tests, times say nothing.
 */
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { crowd, type Sample } from "../support/load.ts";
import { mortalServer, OUTAGES, type Outage } from "../support/mortal-server.ts";
import { startSite } from "../support/site.ts";

/** The bar for every request, in seconds, whatever happened. */
const MAX_SECONDS = 10;
/** The bar in seconds from when PostgreSQL takes connections again until no request is refused any more. */
const MAX_RESUME_SECONDS = 5;

/** The length of each outage in seconds, where the benchmark runs this file. */
const BENCHMARK_SECONDS = Number(process.env.OUTAGE_SECONDS ?? 0);
/** Requests a second: few beside other tests, so that a slow machine keeps up with them. */
const PER_SECOND = BENCHMARK_SECONDS ? 20 : 6;
/** Milliseconds within which eight games are to end. */
const EIGHT_GAMES = 90_000;

/** In seconds. A frozen server is away for longer than a request waits for it. */
const LENGTH: Record<Outage, number> = {
  stopped: BENCHMARK_SECONDS || 3,
  killed: BENCHMARK_SECONDS || 3,
  frozen: BENCHMARK_SECONDS || 12,
};

let server: Awaited<ReturnType<typeof mortalServer>>;
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  server = await mortalServer();
  site = await startSite(server.siteUrl);
});
afterAll(async () => {
  await site.close();
  await server.remove();
});

/** All results there are, as session and id. */
async function storedResults() {
  const { db, close } = connect(server.url);
  const rows = await db.selectFrom("game_results").select(["session_id", "id"]).execute();
  await close();
  return rows.map(({ session_id, id }) => `${session_id} ${id}`);
}

const seconds = ({ sent, answered }: Sample) => (answered - sent) / 1000;
const NEEDS_NOTHING = new Set(["/", "/login", "/favicon.svg"]);

describe.each(OUTAGES)("while PostgreSQL is %s under load", (outage) => {
  it("nobody hangs, nothing acknowledged is lost, and all goes on by itself", {
    timeout: LENGTH[outage] * 1000 + 3 * EIGHT_GAMES,
  }, async () => {
    const { samples, acknowledged, begin } = await crowd(site, 12);
    const end = begin(PER_SECOND);
    await expect.poll(() => acknowledged.size, { timeout: EIGHT_GAMES }).toBeGreaterThan(8);

    const left = performance.now();
    await server.leave(outage);
    const away = performance.now();
    await wait(LENGTH[outage] * 1000);
    const returning = performance.now();
    await server.back(outage);
    const back = performance.now();
    const before = acknowledged.size;
    await expect
      .poll(() => acknowledged.size, { timeout: EIGHT_GAMES })
      .toBeGreaterThan(before + 8);
    await end();

    const during = samples.filter(({ sent }) => sent > away && sent < returning);
    const slowest = Math.max(...samples.map(seconds));
    const failed = samples.filter(({ status }) => status >= 500 || status === 0);
    const lastFailure = Math.max(...failed.map(({ sent }) => sent));
    const firstSuccess = samples
      .filter(
        ({ what, status, sent }) => sent > returning && status < 400 && !NEEDS_NOTHING.has(what),
      )
      .map(({ answered }) => answered)
      .sort((a, b) => a - b)[0];
    const stored = await storedResults();
    const told = [...acknowledged].flatMap(([session, ids]) =>
      [...ids].map((id) => `${session} ${id}`),
    );
    if (BENCHMARK_SECONDS) {
      console.log(
        JSON.stringify({
          outage,
          seconds: Math.round((returning - left) / 1000),
          requests: samples.length,
          during: during.length,
          longest_request_s: slowest.toFixed(2),
          first_answer_after_return_s: (((firstSuccess ?? Number.NaN) - back) / 1000).toFixed(2),
          last_refused_after_return_s: Math.max(0, (lastFailure - back) / 1000).toFixed(2),
          acknowledged: told.length,
          lost: told.filter((one) => !stored.includes(one)).length,
        }),
      );
      expect(during.length).toBeGreaterThan(PER_SECOND * LENGTH[outage] * 0.95);
      expect(slowest).toBeLessThan(MAX_SECONDS);
      expect((lastFailure - back) / 1000).toBeLessThan(MAX_RESUME_SECONDS);
    }

    expect(during.length).toBeGreaterThan(0);
    // What needs the database says so, and when to ask again; nothing breaks.
    expect(failed.length).toBeGreaterThan(0);
    for (const { what, status, retryAfter, text } of failed) {
      expect([what, status, retryAfter]).toEqual([what, 503, "5"]);
      expect(text).toContain("The database is away");
    }
    const health = during.filter(
      ({ what, answered }) => what === "/api/health" && answered < returning,
    );
    expect(health.length).toBeGreaterThan(0);
    expect(health.map(({ status }) => status)).toEqual(health.map(() => 503));
    const pages = during.filter(({ what }) => NEEDS_NOTHING.has(what));
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));

    expect(told.length).toBeGreaterThan(16);
    expect(new Set(told.map((one) => one.split(" ")[0])).size).toBe(told.length);
    expect(stored).toEqual(expect.arrayContaining(told));
  });
});
