import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { HistoryItem } from "../../app/contracts/game.ts";
import type { Page } from "../../app/contracts/list.ts";
import { call, refused, register, roundTrips } from "../support/api.ts";
import { readCsv } from "../support/csv.ts";
import { newSignedInVisit } from "../support/forms.ts";
import { fillResults } from "../support/many-results.ts";
import { withSite, workerConnections } from "../support/site.ts";

const site = withSite();
const RUNS = 20_000;

let token: string;
let userId: string;
beforeAll(async () => {
  const account = await register(site);
  token = account.access_token;
  userId = account.user.id;
  await fillResults(site.db, userId, RUNS, { apart: 3_600_000 });
});

const csv = (search = "", init: RequestInit = {}) =>
  fetch(`${site.origin}/history.csv${search}`, {
    redirect: "manual",
    headers: { Cookie: `__Host-access=${token}` },
    ...init,
  });

describe("the history by API", () => {
  it("keeps to a language, a difficulty, a mode and days, also from page to page", async () => {
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

  it.each([
    ["language=COBOL", "language"],
    ["difficulty=1", "difficulty"],
    ["mode=chess", "mode"],
    ["from=yesterday", "from"],
    ["from=2026-02-02&to=2026-02-01", "to"],
  ])("refuses %s, and names %s", async (search, path) => {
    const { status, body } = await refused(site, `/game/history?${search}`, { token });
    expect([status, body.errors?.map((error) => error.path)]).toEqual([422, [path]]);
  });
});

describe("the page of the history", () => {
  it("says what is wrong at the field, and keeps what was asked for", async () => {
    const visit = await newSignedInVisit(site);
    const page = await visit.open("/history?language=REACT&from=2026-03-02&to=2026-03-01");
    expect([page.status, roundTrips(page)]).toEqual([422, 0]);
    expect(page.text).toMatch(/aria-describedby="filter-to-error"[^>]*value="2026-03-01"/);
    expect(page.text).toMatch(/id="filter-to-error"[^>]*>Not before the first day</);
    expect(page.text).toMatch(/<option value="REACT" selected/);
  });

  it("takes an unknown cursor for what it is", async () => {
    const visit = await newSignedInVisit(site);
    expect((await visit.open("/history?cursor=nonsense")).status).toBe(422);
  });
});

describe("the download", () => {
  it("has all of 20,000 results, as a file that any reader takes", async () => {
    const response = await csv();
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("Content-Disposition")).toMatch(
      /^attachment; filename="pro-dev-\w+-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    // What it took until the answer began; the rest is docs/decisions/0020.
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

  it("keeps to the filter of the page", async () => {
    const rows = readCsv(await (await csv("?language=REACT&mode=relaxed")).text());
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) expect([row.language, row.mode]).toEqual(["REACT", "relaxed"]);
  });

  it("is refused with a status, and not in the middle", async () => {
    const refused = await csv("?language=COBOL");
    expect([refused.status, refused.headers.get("Content-Type")]).toEqual([
      422,
      "application/problem+json; charset=utf-8",
    ]);
    expect(await refused.json()).toMatchObject({
      code: "validation_failed",
      errors: [{ path: "language" }],
    });
    const stranger = await csv("", { headers: {} });
    expect([stranger.status, stranger.headers.get("Location")]).toEqual([
      302,
      "/login?to=%2Fhistory",
    ]);
  });

  it.each([
    [
      "that is read to its end",
      async (since: Date) => {
        const response = await csv();
        expect(await workerConnections(site, since)).toBe(1);
        await response.text();
      },
    ],
    [
      "that is abandoned",
      async () => {
        const gone = new AbortController();
        const response = await csv("", { signal: gone.signal });
        await response.body?.getReader().read();
        gone.abort();
      },
    ],
    [
      "that is only asked about",
      async () => {
        expect((await csv("", { method: "HEAD" })).status).toBe(200);
      },
    ],
  ])("gives back its connection after one %s", async (_, work) => {
    // Every connection of the test's own is open before.
    await Promise.all(
      Array.from({ length: 10 }, () => sql`SELECT pg_sleep(0.05)`.execute(site.db)),
    );
    const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp()::text AS now`.execute(
      site.db,
    );
    const since = rows[0]?.now as Date;
    await work(since);
    await expect.poll(() => workerConnections(site, since), { timeout: 10_000 }).toBe(0);
  });
});
