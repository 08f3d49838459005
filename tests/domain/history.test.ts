import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { connect } from "../../app/.server/db/client.ts";
import { csvRow } from "../../app/.server/games/history/csv.ts";
import { BATCH, history, historyCsv } from "../../app/.server/games/history/service.ts";
import type { HistoryItem } from "../../app/contracts/game.ts";
import { type HistoryFilter, historyQuerySchema } from "../../app/contracts/history.ts";
import { readCsv } from "../support/csv.ts";
import { withDatabase } from "../support/database.ts";
import { explainLast } from "../support/explain.ts";
import { fillCrowd, fillResults } from "../support/many-results.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase(10);
const RUNS = 20_000;
const UNTIL = new Date("2026-11-22T12:00:00Z");

let player: Caller;
let all: { id: string; ended_at: string; language: string; difficulty: string; mode: string }[];
beforeAll(async () => {
  player = await createPlayer(database.db);
  const other = await createPlayer(database.db);
  await fillResults(database.db, other.id, 50, { seed: 5, until: UNTIL });
  // An hour and a bit apart, in twins: pages must not lose one of two that ended together.
  await fillResults(database.db, player.id, RUNS / 2, { seed: 6, until: UNTIL, apart: 3_700_000 });
  await fillResults(database.db, player.id, RUNS / 2, { seed: 8, until: UNTIL, apart: 3_700_000 });
  await fillCrowd(database.ownerUrl, 1_500);
  all = await database.db
    .selectFrom("game_results as r")
    .innerJoin("game_sessions as s", "s.id", "r.session_id")
    .select(["r.id", "r.ended_at", "s.language", "s.difficulty", "s.mode"])
    .where("r.user_id", "=", player.id)
    .orderBy("r.ended_at", "desc")
    .orderBy("r.id", "desc")
    .execute();
});

const keeps = (filter: HistoryFilter) => (run: (typeof all)[number]) =>
  (!filter.language || run.language === filter.language) &&
  (!filter.difficulty || run.difficulty === filter.difficulty) &&
  (!filter.mode || run.mode === filter.mode) &&
  (!filter.from || run.ended_at.slice(0, 10) >= filter.from) &&
  (!filter.to || run.ended_at.slice(0, 10) <= filter.to);

const FILTERS: HistoryFilter[] = [
  { from: "2026-11-20", to: "2026-11-22" },
  { from: "2026-10-01", to: "2026-10-01" },
  { language: "REACT", from: "2026-09-30" },
  { difficulty: "EXPERT", mode: "relaxed" },
  {
    language: "PYTHON",
    difficulty: "HARD",
    mode: "standard",
    from: "2025-12-31",
    to: "2026-01-01",
  },
  { to: "2020-01-01" },
];

describe("the history of a player with 20,000 results", () => {
  it.each(FILTERS)("is, page by page, all that %j keeps, each once", async (filter) => {
    const seen: HistoryItem[] = [];
    let cursor: string | undefined;
    do {
      const query = historyQuerySchema.parse({ ...filter, cursor, limit: 37 });
      const page = await history(database.db, player, query);
      seen.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen.map(({ id }) => id)).toEqual(all.filter(keeps(filter)).map(({ id }) => id));
  });

  it.each([
    [{}, 101, 101],
    [{ from: "2026-10-01", to: "2026-10-01" }, 101, 101],
    // A third of all: some three times as many are looked at.
    [{ mode: "standard" }, 400, 600],
    // What nobody played is looked for in all of one's own, and in nobody else's.
    [{ mode: "daily" }, RUNS, RUNS],
  ] as [HistoryFilter, number, number][])(
    "reads for a page of %j at most %i results and %i sessions",
    async (filter, results, sessions) => {
      const query = historyQuerySchema.parse({ ...filter, limit: 100 });
      const scans = await explainLast(database.url, (db) => history(db, player, query));
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
    [{ from: "2026-11-22", to: "2026-11-21" }, "to"],
    [{ from: "2026-02-30" }, "from"],
    [{ to: "0000-01-01" }, "to"],
    [{ language: "COBOL" }, "language"],
    [{ difficulty: "hard" }, "difficulty"],
    [{ mode: "chess" }, "mode"],
  ])("refuses %j, and says that it is %s", (query, field) => {
    const { error } = historyQuerySchema.safeParse(query);
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });
});

describe("the same as CSV", () => {
  it("has every result once, in the order of the list, in one round trip for each five thousand", async () => {
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
    // What is in memory at a time: a part is five thousand lines, not the file.
    for (const part of parts) expect(part.split("\r\n").length).toBeLessThanOrEqual(BATCH + 2);
  });

  it.each(FILTERS)("keeps to the filter %j", async (filter) => {
    const parts: string[] = [];
    for await (const part of historyCsv(database.db, player, filter)) parts.push(part);
    const rows = readCsv(parts.join(""));
    expect(rows.map((row) => row.id)).toEqual(all.filter(keeps(filter)).map(({ id }) => id));
  });

  it("ends where its reader was signed out on the way", async () => {
    const own = await createPlayer(database.db);
    await fillResults(database.db, own.id, BATCH + 1, { seed: 9 });
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
    [["plain", 7, -1.5], "plain,7,-1.5\r\n"],
    [['say "hi"', "a,b", "two\nlines"], '"say ""hi""","a,b","two\nlines"\r\n'],
    [["=1+1", "+1", "-1", "@x", "\tx"], "'=1+1,'+1,'-1,'@x,'\tx\r\n"],
    [['=HYPERLINK("http://x")'], `"'=HYPERLINK(""http://x"")"\r\n`],
  ])("writes %j so that no reader of it runs anything", (values, record) => {
    expect(csvRow(values as (string | number)[])).toBe(record);
  });
});
