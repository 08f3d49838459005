import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { connect } from "../../app/.server/db/client.ts";
import { csvRow } from "../../app/.server/games/history/csv.ts";
import { BATCH, history, historyCsv } from "../../app/.server/games/history/service.ts";
import type { HistoryItem } from "../../app/contracts/game.ts";
import { type HistoryFilter, historyQuerySchema } from "../../app/contracts/history.ts";
import { readCsv } from "../support/csv.ts";
import { withDatabase } from "../support/database.ts";
import { explainLastStatement } from "../support/explain.ts";
import { createPlayer } from "../support/players.ts";
import { insertOtherPlayers, insertRandomResults } from "../support/random-results.ts";

const database = withDatabase(10);
const RUNS = 20_000;
const UNTIL = new Date("2026-11-22T12:00:00Z");

let player: Caller;
let all: { id: string; ended_at: string; language: string; difficulty: string; mode: string }[];
beforeAll(async () => {
  player = await createPlayer(database.db);
  const other = await createPlayer(database.db);
  await insertRandomResults(database.db, other.id, 50, { seed: 5, until: UNTIL });
  // About an hour apart and in pairs: a page must not lose one of two results that ended together.
  await insertRandomResults(database.db, player.id, RUNS / 2, {
    seed: 6,
    until: UNTIL,
    apart: 3_700_000,
  });
  await insertRandomResults(database.db, player.id, RUNS / 2, {
    seed: 8,
    until: UNTIL,
    apart: 3_700_000,
  });
  await insertOtherPlayers(database.ownerUrl, 1_500);
  all = await database.db
    .selectFrom("game_results as r")
    .innerJoin("game_sessions as s", "s.id", "r.session_id")
    .select(["r.id", "r.ended_at", "s.language", "s.difficulty", "s.mode"])
    .where("r.user_id", "=", player.id)
    .orderBy("r.ended_at", "desc")
    .orderBy("r.id", "desc")
    .execute();
});

const matches = (filter: HistoryFilter) => (run: (typeof all)[number]) =>
  (!filter.language || run.language === filter.language) &&
  (!filter.difficulty || run.difficulty === filter.difficulty) &&
  (!filter.mode || run.mode === filter.mode) &&
  (!filter.from || run.ended_at.slice(0, 10) >= filter.from) &&
  (!filter.to || run.ended_at.slice(0, 10) <= filter.to);

const FILTERS: [name: string, filter: HistoryFilter][] = [
  ["three days", { from: "2026-11-20", to: "2026-11-22" }],
  ["a single day", { from: "2026-10-01", to: "2026-10-01" }],
  ["a language and a first day", { language: "REACT", from: "2026-09-30" }],
  ["a difficulty and a mode", { difficulty: "EXPERT", mode: "relaxed" }],
  [
    "every field",
    {
      language: "PYTHON",
      difficulty: "HARD",
      mode: "standard",
      from: "2025-12-31",
      to: "2026-01-01",
    },
  ],
  ["days before the first result", { to: "2020-01-01" }],
];

describe("the history of a player with 20,000 results", () => {
  it.each(FILTERS)(
    "lists every matching result once, page by page, filtered by %s",
    async (_, filter) => {
      const seen: HistoryItem[] = [];
      let cursor: string | undefined;
      do {
        const query = historyQuerySchema.parse({ ...filter, cursor, limit: 37 });
        const page = await history(database.db, player, query);
        seen.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(seen.map(({ id }) => id)).toEqual(all.filter(matches(filter)).map(({ id }) => id));
    },
  );

  it.each([
    ["without a filter", 101, 101, {}],
    ["of a single day", 101, 101, { from: "2026-10-01", to: "2026-10-01" }],
    // The mode is stored in the session, so results are read until the page is full.
    ["of a common mode", 400, 600, { mode: "standard" }],
    // All results of the player are read, and none of other players.
    ["of a mode that was never played", RUNS, RUNS, { mode: "daily" }],
  ] as [name: string, results: number, sessions: number, filter: HistoryFilter][])(
    "reads for a page %s at most %i results and %i sessions",
    async (_, results, sessions, filter) => {
      const query = historyQuerySchema.parse({ ...filter, limit: 100 });
      const scans = await explainLastStatement(database.url, (db) => history(db, player, query));
      const read = (table: string, index: string) =>
        scans
          .filter((scan) => scan.table === table && scan.index === index)
          .reduce((sum, { rows }) => sum + rows, 0);
      expect(scans.map(({ type }) => type)).not.toContain("Seq Scan");
      expect(scans.map(({ type }) => type)).not.toContain("Bitmap Heap Scan");
      expect(read("game_results", "game_results_history_idx")).toBeLessThanOrEqual(results);
      expect(read("game_sessions", "game_sessions_pkey")).toBeLessThanOrEqual(sessions);
    },
  );

  it.each([
    ["a last day before the first day", "to", { from: "2026-11-22", to: "2026-11-21" }],
    ["the 30th of February", "from", { from: "2026-02-30" }],
    ["the year 0", "to", { to: "0000-01-01" }],
    ["an unknown language", "language", { language: "COBOL" }],
    ["a difficulty in lower case", "difficulty", { difficulty: "hard" }],
    ["an unknown mode", "mode", { mode: "chess" }],
  ])("rejects %s and names the field %s", (_, field, query) => {
    const { error } = historyQuerySchema.safeParse(query);
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });
});

describe("the history as CSV", () => {
  it("has every result once, in the order of the list, with one round trip for every five thousand", async () => {
    const { db, usage, close } = connect(database.url);
    const parts: string[] = [];
    for await (const part of historyCsv(db, player, {})) parts.push(part);
    await close();
    expect(usage.queries).toBe(RUNS / BATCH);
    const rows = readCsv(parts.join(""));
    expect(rows.map((row) => row.id)).toEqual(all.map(({ id }) => id));
    expect(rows.map(({ ended_at, language }) => [ended_at, language])).toEqual(
      all.map(({ ended_at, language }) => [ended_at, language]),
    );
    // Memory holds one part at a time, which has five thousand results.
    for (const part of parts) expect(part.split("\r\n").length).toBeLessThanOrEqual(BATCH + 2);
  });

  it.each(FILTERS)("has exactly the matching results, filtered by %s", async (_, filter) => {
    const parts: string[] = [];
    for await (const part of historyCsv(database.db, player, filter)) parts.push(part);
    const rows = readCsv(parts.join(""));
    expect(rows.map((row) => row.id)).toEqual(all.filter(matches(filter)).map(({ id }) => id));
  });

  it("stops with `unauthenticated` when the player is signed out during the download", async () => {
    const own = await createPlayer(database.db);
    await insertRandomResults(database.db, own.id, BATCH + 1, { seed: 9 });
    const parts = historyCsv(database.db, own, {});
    await parts.next();
    await database.db
      .updateTable("sign_ins")
      .set({ revoked_at: new Date() })
      .where("id", "=", own.family)
      .execute();
    await expect(parts.next()).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it.each([
    ["words and numbers", ["plain", 7, -1.5], "plain,7,-1.5\r\n"],
    [
      "quotes, commas and line ends",
      ['say "hi"', "a,b", "two\nlines"],
      '"say ""hi""","a,b","two\nlines"\r\n',
    ],
    [
      "text that begins like a formula",
      ["=1+1", "+1", "-1", "@x", "\tx"],
      "'=1+1,'+1,'-1,'@x,'\tx\r\n",
    ],
    ["a formula with quotes", ['=HYPERLINK("http://x")'], `"'=HYPERLINK(""http://x"")"\r\n`],
  ])("writes %s so that a spreadsheet executes nothing", (_, values, record) => {
    expect(csvRow(values as (string | number)[])).toBe(record);
  });
});
