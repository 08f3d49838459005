import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { HistoryItem } from "../../app/contracts/game.ts";
import type { Page } from "../../app/contracts/list.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { readCsv } from "../support/csv.ts";
import { newSignedInFormClient } from "../support/form-client.ts";
import { callerOf, playGame } from "../support/players.ts";
import { insertRandomResults } from "../support/random-results.ts";
import { withSite, workerConnections } from "../support/site.ts";

const site = withSite();
const RESULTS = 20_000;

let token: string;
let userId: string;
beforeAll(async () => {
  const account = await register(site);
  token = account.access_token;
  userId = account.user.id;
  // Of most of 2026, which the filter below asks for, and of years before.
  const until = new Date("2026-11-01T00:00:00Z");
  await insertRandomResults(site.db, userId, RESULTS, { apart: 3_600_000, until });
});

const csv = (search = "", init: RequestInit = {}) =>
  fetch(`${site.origin}/history.csv${search}`, {
    redirect: "manual",
    headers: { Cookie: `__Host-access=${token}` },
    ...init,
  });

describe("GET /api/game/history", () => {
  it("filters by language, difficulty, mode and days, on the first page and the next", async () => {
    const filter = "language=PYTHON&difficulty=EASY&mode=standard&from=2026-01-01&to=2026-12-31";
    let cursor: string | null = null;
    const items: HistoryItem[] = [];
    for (let page = 0; page < 2; page += 1) {
      const answer: { body: Page<HistoryItem>; headers: Headers } = await call(
        site,
        `/game/history?limit=20&${filter}${cursor ? `&cursor=${cursor}` : ""}`,
        { token },
      );
      expect(roundTrips(answer)).toBe(1);
      items.push(...answer.body.items);
      cursor = answer.body.next_cursor;
    }
    expect(new Set(items.map(({ id }) => id)).size).toBe(40);
    for (const { session, ended_at } of items) {
      expect(session).toMatchObject({ language: "PYTHON", difficulty: "EASY", mode: "standard" });
      expect(ended_at.slice(0, 4)).toBe("2026");
    }
  });

  it("returns every item once over its pages", async () => {
    const account = await register(site);
    for (let n = 0; n < 5; n += 1) {
      await playGame(site.db, callerOf(account), { wpm: 70, errors: 20, until: 60_000 });
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { body: Page<HistoryItem> } = await call(
        site,
        `/game/history?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
        { token: account.access_token },
      );
      seen.push(...page.body.items.map((item) => item.id));
      cursor = page.body.next_cursor;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it.each([
    ["language=COBOL", "language"],
    ["difficulty=1", "difficulty"],
    ["mode=chess", "mode"],
    ["from=yesterday", "from"],
    ["from=2026-02-02&to=2026-02-01", "to"],
  ])("rejects %s with 422 and names the field %s", async (search, path) => {
    const { status, body } = await callForProblem(site, `/game/history?${search}`, { token });
    expect([status, body.errors?.map((error) => error.path)]).toEqual([422, [path]]);
  });
});

describe("the history page", () => {
  it("shows an error beside its field and keeps the filter", async () => {
    const client = await newSignedInFormClient(site);
    const page = await client.open("/history?language=REACT&from=2026-03-02&to=2026-03-01");
    expect([page.status, roundTrips(page)]).toEqual([422, 0]);
    expect(page.text).toMatch(/aria-describedby="filter-to-error"[^>]*value="2026-03-01"/);
    expect(page.text).toMatch(/id="filter-to-error"[^>]*>Not before the first day</);
    expect(page.text).toMatch(/<option value="REACT" selected/);
  });

  it("answers an unknown cursor with 422", async () => {
    const client = await newSignedInFormClient(site);
    expect((await client.open("/history?cursor=nonsense")).status).toBe(422);
  });
});

describe("the CSV download", () => {
  it("has all 20,000 results in a file that any reader of CSV accepts", async () => {
    const response = await csv();
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("Content-Disposition")).toMatch(
      /^attachment; filename="pro-dev-\w+-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    // The round trips until the answer began; docs/decisions/0028 says what the rest of the file takes.
    expect(roundTrips(response)).toBe(1);
    const rows = readCsv(await response.text());
    const stored = await site.db
      .selectFrom("game_results")
      .select(["id", "final_score"])
      .where("user_id", "=", userId)
      .orderBy("ended_at", "desc")
      .orderBy("id", "desc")
      .execute();
    expect(rows.map((row) => [row.id, Number(row.final_score)])).toEqual(
      stored.map((row) => [row.id, row.final_score]),
    );
  });

  it("applies the filter of the page", async () => {
    const rows = readCsv(await (await csv("?language=REACT&mode=relaxed")).text());
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) expect([row.language, row.mode]).toEqual(["REACT", "relaxed"]);
  });

  it("answers 422 to a wrong filter and leads an anonymous visitor to the sign-in, before any row is sent", async () => {
    const rejected = await csv("?language=COBOL");
    expect([rejected.status, rejected.headers.get("Content-Type")]).toEqual([
      422,
      "application/problem+json; charset=utf-8",
    ]);
    expect(await rejected.json()).toMatchObject({
      code: "validation_failed",
      errors: [{ path: "language" }],
    });
    const anonymous = await csv("", { headers: {} });
    expect([anonymous.status, anonymous.headers.get("Location")]).toEqual([
      302,
      "/login?to=%2Fhistory",
    ]);
  });

  it.each([
    [
      "a download that is read to its end",
      async (since: Date) => {
        const response = await csv();
        // A second one may store the measurements of an earlier request for a moment.
        await expect.poll(() => workerConnections(site, since), { timeout: 10_000 }).toBe(1);
        await response.text();
      },
    ],
    [
      "a download that is abandoned",
      async () => {
        const abort = new AbortController();
        const response = await csv("", { signal: abort.signal });
        await response.body?.getReader().read();
        abort.abort();
      },
    ],
    [
      "a HEAD request",
      async () => {
        expect((await csv("", { method: "HEAD" })).status).toBe(200);
      },
    ],
  ])("closes its database connection after %s", async (_, request) => {
    // Opens all ten connections of the test, so that each later one is the Worker's.
    await Promise.all(
      Array.from({ length: 10 }, () => sql`SELECT pg_sleep(0.05)`.execute(site.db)),
    );
    const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp()::text AS now`.execute(
      site.db,
    );
    const since = rows[0]?.now as Date;
    // The Worker may still store the measurements of earlier requests.
    await expect.poll(() => workerConnections(site, since), { timeout: 10_000 }).toBe(0);
    await request(since);
    await expect.poll(() => workerConnections(site, since), { timeout: 10_000 }).toBe(0);
  });
});
