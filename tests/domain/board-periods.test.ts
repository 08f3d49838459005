import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { keptPeriods, periodOf } from "../../app/.server/leaderboards/periods.ts";
import { RETENTION } from "../../app/.server/leaderboards/rank/queries.ts";
import { leaderboard } from "../../app/.server/leaderboards/service.ts";
import { runMaintenance } from "../../app/.server/operations/maintenance/service.ts";
import type { BoardType } from "../../app/contracts/leaderboard.ts";
import { periodName, weekDays } from "../../app/routes/leaderboard/period-name.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { storeResult } from "../support/stored-results.ts";

const database = withDatabase(10);

/** Returns the usernames on a board at the time `at`: on its current period, or on the one that contains `period`. */
async function usernamesOn(type: BoardType, at: string, period?: string) {
  const query = { type, metric: "score", limit: 100, ...(period && { period }) } as const;
  const { items } = await leaderboard(database.db, query, new Date(at));
  return items.map((item) => item.user.username);
}

/** Creates a player with a result that ended at `moment`, and returns the username. */
async function playedAt(moment: string) {
  const player = await createPlayer(database.db);
  await storeResult(database.db, player, { endedAt: new Date(moment) });
  const { username } = await database.db
    .selectFrom("users")
    .select("username")
    .where("id", "=", player.id)
    .executeTakeFirstOrThrow();
  return username;
}

describe("a daily board", () => {
  it.each([
    ["a common night", "2026-11-10T23:59:59.999Z", "2026-11-11T00:00:00.000Z"],
    ["New Year's Eve", "2026-12-31T23:59:59.999Z", "2027-01-01T00:00:00.000Z"],
    ["the last of February", "2028-02-28T23:59:59.999Z", "2028-02-29T00:00:00.000Z"],
    ["the night when clocks go back", "2026-10-24T23:59:59.999Z", "2026-10-25T00:00:00.000Z"],
  ])("changes to the next day at UTC midnight (%s)", async (_, before, after) => {
    const [late, early] = [await playedAt(before), await playedAt(after)];
    expect(await usernamesOn("daily", before)).toEqual([late]);
    expect(await usernamesOn("daily", after)).toEqual([early]);
    expect(await usernamesOn("daily", after, before.slice(0, 10))).toEqual([late]);
  });
});

describe("a weekly board", () => {
  it.each([
    ["a common week", "2026-09-13T23:59:59.999Z", "2026-09-14T00:00:00.000Z"],
    ["week 53 of 2026, in January", "2027-01-03T23:59:59.999Z", "2027-01-04T00:00:00.000Z"],
    ["week 1 of 2025, in December", "2024-12-29T23:59:59.999Z", "2024-12-30T00:00:00.000Z"],
    ["week 53 of 2020, in January", "2021-01-03T23:59:59.999Z", "2021-01-04T00:00:00.000Z"],
  ])("changes to the next week at UTC midnight on Monday (%s)", async (_, before, after) => {
    const [late, early] = [await playedAt(before), await playedAt(after)];
    const oldWeek = await usernamesOn("weekly", before);
    expect(oldWeek).toContain(late);
    expect(oldWeek).not.toContain(early);
    const newWeek = await usernamesOn("weekly", after);
    expect(newWeek).toContain(early);
    expect(newWeek).not.toContain(late);
    expect(await usernamesOn("weekly", after, before.slice(0, 10))).toEqual(oldWeek);
  });

  it("spans the turn of the year: 31 December 2026 and 1 January 2027 are in the same week", async () => {
    const lastYear = await playedAt("2026-12-31T22:00:00.000Z");
    const thisYear = await playedAt("2027-01-01T01:00:00.000Z");
    const board = await usernamesOn("weekly", "2027-01-02T12:00:00.000Z");
    expect(board).toEqual(expect.arrayContaining([lastYear, thisYear]));
    expect(await usernamesOn("daily", "2027-01-01T12:00:00.000Z")).not.toContain(lastYear);
  });
});

describe("board periods", () => {
  it.each([
    ["daily", "2026-11-22", "2026-11-22", "2026-11-23T00:00:00.000Z", "Sun 22 Nov 2026"],
    ["weekly", "2026-11-22", "2026-11-16", "2026-11-23T00:00:00.000Z", "Week 47"],
    ["weekly", "2026-11-23", "2026-11-23", "2026-11-30T00:00:00.000Z", "Week 48"],
    ["weekly", "2027-01-03", "2026-12-28", "2027-01-04T00:00:00.000Z", "Week 53"],
    ["weekly", "2027-01-04", "2027-01-04", "2027-01-11T00:00:00.000Z", "Week 1"],
    ["weekly", "2024-12-31", "2024-12-30", "2025-01-06T00:00:00.000Z", "Week 1"],
    ["weekly", "2021-01-01", "2020-12-28", "2021-01-04T00:00:00.000Z", "Week 53"],
  ] as const)(
    "give the %s period of %s the start %s, the end %s and the name %s",
    (type, day, start, end, name) => {
      expect(periodOf(type, day)).toEqual({ start, ends_at: end });
      expect(periodName(type, start)).toBe(name);
    },
  );

  it("write the first and last day of a week as briefly as possible", () => {
    expect(weekDays("2026-11-16")).toBe("16–22 Nov 2026");
    expect(weekDays("2026-11-30")).toBe("30 Nov – 6 Dec 2026");
    expect(weekDays("2026-12-28")).toBe("28 Dec 2026 – 3 Jan 2027");
  });

  it("are the same in TypeScript and in SQL on each of a thousand days", async () => {
    const { rows } = await sql<{
      day: string;
      week: string;
      kept_days: string;
      kept_weeks: string;
    }>`
      SELECT day::date::text AS day,
        (SELECT period_start::text FROM boards_of(day, 'PYTHON', 'EASY', NULL, 1) WHERE leaderboard_type = 'weekly' LIMIT 1) AS week,
        board_kept_since('daily', ${RETENTION}, day)::text AS kept_days, board_kept_since('weekly', ${RETENTION}, day)::text AS kept_weeks
      FROM generate_series('2026-01-01T23:00:00Z'::timestamptz, '2028-10-01T23:00:00Z', '1 day') day
    `.execute(database.db);
    expect(rows.length).toBeGreaterThan(1_000);
    for (const { day, week, kept_days, kept_weeks } of rows) {
      expect(periodOf("weekly", day).start).toBe(week);
      const now = new Date(`${day}T23:00:00Z`);
      expect(keptPeriods("daily", now).at(-1)).toBe(kept_days);
      expect(keptPeriods("weekly", now).at(-1)).toBe(kept_weeks);
    }
  });

  it.each([
    ["a day that has not begun", { type: "daily", period: "2026-11-23" }],
    ["a week that has not begun", { type: "weekly", period: "2026-11-23" }],
    ["a period of the all-time board", { type: "all_time", period: "2026-11-22" }],
  ] as const)("reject %s and name the field", async (_, selection) => {
    const now = new Date("2026-11-22T23:59:59.999Z");
    const query = { ...selection, metric: "score", limit: 20 } as const;
    await expect(leaderboard(database.db, query, now)).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "period" }],
    });
  });
});

describe("the cron job", () => {
  it("removes daily boards after 35 days and weekly boards after 27 weeks, and keeps the all-time board", async () => {
    const player = await createPlayer(database.db);
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    for (const days of [0, 34, 36, 27 * 7 - 7, 28 * 7]) {
      await storeResult(database.db, player, { endedAt: ago(days), score: 1_000 - days });
    }
    const storedPeriods = async () => {
      const { rows } = await sql<{ board: string }>`
        SELECT leaderboard_type || ' ' || period_start AS board FROM leaderboards
        WHERE user_id = ${player.id} AND metric = 'score' AND language IS NULL AND difficulty IS NULL
      `.execute(database.db);
      return rows.map((row) => row.board).sort();
    };
    const periodsOf = (type: BoardType, days: number[]) =>
      days.map((n) => `${type} ${periodOf(type, ago(n).toISOString().slice(0, 10)).start}`);
    const allTime = ["all_time 0001-01-01"];
    expect(await storedPeriods()).toEqual(
      [
        ...allTime,
        ...new Set(periodsOf("daily", [0, 34, 36, 27 * 7 - 7, 28 * 7])),
        ...new Set(periodsOf("weekly", [0, 34, 36, 27 * 7 - 7, 28 * 7])),
      ].sort(),
    );
    expect((await runMaintenance(database.db)).board_rows_removed).toBeGreaterThan(0);
    const remaining = [
      ...allTime,
      ...periodsOf("daily", [0, 34]),
      ...new Set(periodsOf("weekly", [0, 34, 36, 27 * 7 - 7])),
    ].sort();
    expect(await storedPeriods()).toEqual(remaining);
    // A recount builds only the boards that the cron job keeps, so it changes none.
    const { rows } = await sql`SELECT FROM recount_boards(${player.id}, ${RETENTION})`.execute(
      database.db,
    );
    expect(rows).toEqual([]);
    expect((await runMaintenance(database.db)).board_rows_removed).toBe(0);
  });
});
