import { describe, expect, it } from "vitest";
import { call, callForProblem, register } from "../support/api.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const ID = "00000000-0000-4000-8000-000000000000";

/** Times and numbers for cursors in the right encoding: each of them may be too much for PostgreSQL. */
const TIMES = [
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "2026-02-30T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "now",
  "infinity",
  `2026-01-01T00:00:00.${"1".repeat(200)}Z`,
  null,
  7,
];
const NUMBERS = [1e308, -1e308, 0.5, "1", null, 2 ** 53];

const BOARD_CURSORS = [
  ...TIMES.map((time) => [1, 5, time, ID]),
  ...NUMBERS.map((score) => [1, score, "2026-01-01T00:00:00Z", ID]),
  ...NUMBERS.map((rank) => [rank, 5, "2026-01-01T00:00:00Z", ID]),
  [1, 5, "2026-01-01T00:00:00Z", "' OR 1=1 --"],
  [],
  {},
  null,
  "x",
];
const HISTORY_CURSORS = [
  ...TIMES.map((time) => [time, ID]),
  ["2026-01-01T00:00:00Z", "x"],
  [],
  null,
];

describe("a forged cursor", () => {
  it.each(["/leaderboard", "/game/daily"])("is answered by %s with 200 or 422", async (path) => {
    for (const value of BOARD_CURSORS) {
      const { status } = await call(site, `${path}?cursor=${cursorOf(value)}`);
      expect([200, 422], JSON.stringify(value)).toContain(status);
    }
    const yearZero = await callForProblem(site, `${path}?cursor=${cursorOf(BOARD_CURSORS[0])}`);
    expect(yearZero).toMatchObject({ status: 422, body: { code: "validation_failed" } });
  });

  it("is answered by /game/history with 200 or 422", async () => {
    const { access_token: token } = await register(site);
    for (const value of HISTORY_CURSORS) {
      const { status } = await call(site, `/game/history?cursor=${cursorOf(value)}`, { token });
      expect([200, 422], JSON.stringify(value)).toContain(status);
    }
  });

  it.each(["/leaderboard", "/daily"])("causes no server error on the page %s", async (path) => {
    for (const value of BOARD_CURSORS) {
      const response = await fetch(`${site.origin}${path}?cursor=${cursorOf(value)}`);
      await response.text();
      expect(response.status, JSON.stringify(value)).toBeLessThan(500);
    }
  });
});
