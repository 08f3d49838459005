/** The page of insights, and the pages that lead there: who sees them, with what data, in how many round trips. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { register, roundTrips } from "../support/api.ts";
import { callerOf, honestRun, startRequest } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { drawEverybody, typeKeys } from "../support/typed-keys.ts";

const site = withSite();
type Account = Awaited<ReturnType<typeof register>>;

async function open(path: string, account?: Account) {
  const headers: Record<string, string> = account
    ? { Cookie: `__Host-access=${account.access_token}` }
    : {};
  const response = await fetch(site.origin + path, { headers, redirect: "manual" });
  const html = await response.text();
  // React separates neighbouring texts by comments.
  return { response, text: html.replaceAll("<!-- -->", "") };
}

describe("the page of insights", () => {
  it("leads guests to the sign-in page, and back", async () => {
    const { response } = await open("/practice/insights?language=REACT");
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe(
      `/login?to=${encodeURIComponent("/practice/insights?language=REACT")}`,
    );
  });

  it("says on the sign-in page why it needs an account, as own texts do", async () => {
    for (const page of ["login", "register"]) {
      const { text } = await open(`/${page}?to=${encodeURIComponent("/practice/insights")}`);
      expect(text).toContain("Insights say what each key costs you");
      const texts = await open(`/${page}?to=${encodeURIComponent("/practice/texts")}`);
      expect(texts.text).toContain("Own texts are code that you bring");
      expect((await open(`/${page}?to=/history`)).text).not.toContain("A drill needs none");
    }
  });

  it("says what will be here before the first key, in the preferred language", async () => {
    const account = await register(site);
    await site.db
      .insertInto("user_settings")
      .values({ user_id: account.user.id, preferred_language: "TYPESCRIPT" })
      .onConflict((conflict) =>
        conflict.column("user_id").doUpdateSet({ preferred_language: "TYPESCRIPT" }),
      )
      .execute();
    const { response, text } = await open("/practice/insights", account);
    expect([response.status, roundTrips(response)]).toEqual([200, 1]);
    expect(text).toContain("No TypeScript key yet.");
    expect(text).toContain("Type a TypeScript drill");
  });

  it("says of little data what is known, and how much is missing", async () => {
    const account = await register(site);
    await typeKeys(site.db, account.user.id, { drills: 1, most: 12, errors: 0 });
    const { text } = await open("/practice/insights", account);
    expect(text).toContain("No key stands out yet, and most are hardly measured.");
    expect(text).toContain("12 JavaScript keys so far");
    expect(text).toMatch(/as \d+ of your \d+ keys have been\. Next is .+, with \d+ more\./);
  });

  it("names a weak key with few presses as an estimate, and drills it", async () => {
    const account = await register(site);
    await typeKeys(site.db, account.user.id, { drills: 1, weak: ["("], keyMs: 140 });
    const { text } = await open("/practice/insights", account);
    expect(text).toMatch(/<kbd translate="no">\(<\/kbd> seems to cost you [\d.]+ m?s in every/);
    expect(text).toMatch(/An estimate: \d+ of 30 presses, so \d+ more makes? it a measurement\./);
    expect(text).toContain('<input type="hidden" name="keys" value="("/>');
  });

  it("shows no pair that is faster than usual, and no key that loses less than nothing", async () => {
    const account = await register(site);
    await typeKeys(site.db, account.user.id, { drills: 4, weak: ["{"] });
    const { text } = await open("/practice/insights", account);
    const usual = Number(text.match(/beside your usual (\d+) ms/)?.[1]);
    const pairs = text.slice(text.indexOf('id="pairs"'), text.indexOf('id="kinds"'));
    const times = [...pairs.matchAll(/<td class="figure">([\d,]+)<\/td>/g)].map(([, n]) =>
      Number(n?.replaceAll(",", "")),
    );
    expect(times.length).toBeGreaterThan(3);
    // Of each row: presses, the mean time, and what is lost.
    for (let row = 0; row < times.length; row += 3)
      expect(times[row + 1]).toBeGreaterThanOrEqual(usual);
    expect(text).not.toMatch(/<td class="figure">-/);
  });

  it("names the weakest key of much data, and drills it, in one round trip", async () => {
    const account = await register(site);
    await typeKeys(site.db, account.user.id, { drills: 8, weak: ["{"], keyMs: 140 });
    await typeKeys(site.db, account.user.id, { drills: 1, language: "REACT" });
    // Without a language it is of the one that is typed most.
    const { response, text } = await open("/practice/insights", account);
    expect([response.status, roundTrips(response)]).toEqual([200, 1]);
    expect(text).toMatch(/<kbd translate="no">\{<\/kbd> costs you [\d.]+ m?s in every 1,000 keys/);
    expect(text).toContain('<input type="hidden" name="keys" value="{"/>');
    expect(text).toContain("Too few players have typed JavaScript");
    // At most ten pairs of all that were typed.
    const pairs = text.slice(text.indexOf('id="pairs"'), text.indexOf('id="kinds"'));
    expect(pairs.match(/<tr data-estimate|<tr>/g)?.length).toBeLessThanOrEqual(11);
  });

  it("compares with everybody from five players on", async () => {
    const account = await register(site);
    await typeKeys(site.db, account.user.id, { drills: 1, language: "TYPESCRIPT" });
    for (let other = 0; other < 4; other += 1) {
      const { user } = await register(site);
      await typeKeys(site.db, user.id, { drills: 1, language: "TYPESCRIPT", keyMs: 220 });
    }
    await drawEverybody(site.db);
    const { text } = await open("/practice/insights?language=TYPESCRIPT", account);
    expect(text).toMatch(/everybody \d+ ms · you \d+ ms faster/);
  });

  it("of a quarter has no pairs, and says where they are", async () => {
    const account = await register(site);
    await typeKeys(site.db, account.user.id, { drills: 1 });
    const { text } = await open("/practice/insights?period=quarter", account);
    expect(text).not.toContain("Slowest pairs");
    expect(text).toContain("Pairs, confusions and days are not kept by quarter");
  });

  it("refuses a language that there is not", async () => {
    const { response } = await open("/practice/insights?language=COBOL", await register(site));
    expect(response.status).toBe(422);
  });

  it("of a player with 5,000 drills is one round trip", async () => {
    const account = await register(site);
    const { id } = account.user;
    await sql`
      INSERT INTO typing_sessions (user_id, language, is_completed, keys_counted, keys_due)
      SELECT ${id}, 'JAVASCRIPT', true, true, false FROM generate_series(1, 5000)`.execute(site.db);
    await typeKeys(site.db, id, { drills: 90 });
    const { response } = await open("/practice/insights", account);
    expect([response.status, roundTrips(response)]).toEqual([200, 1]);
  });
});

describe("a page that leads to insights", () => {
  let player: Account;
  let path: string;
  beforeAll(async () => {
    player = await register(site);
    const caller = callerOf(player);
    const game = await startGame(
      site.db,
      caller,
      startRequest({ language: "JAVASCRIPT" }),
      3,
      new Date(),
    );
    const run = await honestRun(site.db, game, { wpm: 60, errors: 90, until: 60_000 });
    const { ended } = await endGame(site.db, caller, run, NO_BOARD_CACHE);
    path = `/results/${ended.result.id}`;
  });

  it("is a result, for its own player alone", async () => {
    const own = await open(path, player);
    expect(roundTrips(own.response)).toBe(1);
    expect(own.text).toMatch(/\d+% of your errors were/);
    expect(own.text).toContain("/practice/insights?language=JAVASCRIPT");
    for (const reader of [undefined, await register(site)]) {
      const { response, text } = await open(path, reader);
      expect(response.status).toBe(200);
      expect(text).not.toContain("of your errors were");
    }
  });

  it("is the dashboard, which names the costliest key in its one round trip", async () => {
    await typeKeys(site.db, player.user.id, { drills: 6, weak: ["="], keyMs: 130 });
    const { response, text } = await open("/dashboard", player);
    expect(roundTrips(response)).toBe(1);
    expect(text).toContain('href="/practice/insights?language=JAVASCRIPT"');
    expect(text).toMatch(/costs you most in JavaScript: [\d.]+ m?s in/);
  });
});
