import { sql } from "kysely";
import { expect, it } from "vitest";
import { startGame } from "../../app/.server/games/start/service.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { playAs } from "../support/people/model.ts";
import { drawPerson } from "../support/people/person.ts";
import { backdateStart, callerOf, playGame, startRequest } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();
async function asPerson(caller: any, wpm: number, seed: number, overrides: any = {}) {
  const game = await startGame(site.db, caller, startRequest(overrides), seed, new Date());
  const run = playAs({ ...drawPerson(12 + seed), wpm, phone: false, error: 0.05, fatigue: 0.12 }, game as any, { until: 150_000, seed });
  await backdateStart(site.db, game.session_id, run.endedAt);
  return (await endGame(site.db, caller, { session_token: game.session_token, outcome: run.outcome, key_sequence: run.keys as any, ended_at_ms: run.endedAt }, NO_BOARD_CACHE)).ended;
}
it("shots", async () => {
  const me = await register(site);
  const caller = callerOf(me);
  const others = await Promise.all([1, 2, 3].map(() => register(site)));
  for (const [i, o] of others.entries()) await asPerson(callerOf(o), 60 + 20 * i, 30 + i);
  let last: any;
  for (let i = 0; i < 6; i += 1) { last = await asPerson(caller, 80, i + 1, { language: i % 2 ? "TYPESCRIPT" : "PYTHON" }); }
  const old = await playGame(site.db, caller, { wpm: 60, until: 60_000 });
  await sql`UPDATE game_results SET standard_wpm = NULL, key_accuracy = NULL WHERE id = ${old.ended.result.id}`.execute(site.db);
  await playGame(site.db, caller, { wpm: 60, until: 60_000 }, { mode: "daily", language: "PYTHON" });
  const ends = [last];
  for (let i = 0; i < 4; i += 1) ends.push(await asPerson(caller, 110, 40 + i, { language: "TYPESCRIPT", difficulty: "HARD" }));
  for (const [name, viewport] of [["1440", { width: 1440, height: 900 }], ["390", { width: 390, height: 844 }]] as const) {
    for (const colorScheme of ["dark", "light"] as const) {
      const page = await browser.open({ viewport, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
      await signIn(site, page, me);
      for (const [i, ended] of ends.entries()) {
        await page.goto(`${site.origin}/results/${ended.result.id}`);
        expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
        expect(await violationsOf(page)).toEqual([]);
        await page.screenshot({ path: `/tmp/shots-fig/advice${i}-${name}-${colorScheme}.png`, clip: { x: 0, y: 0, ...viewport, height: viewport.height * 2 }, fullPage: true });
        const advice = page.locator("section[aria-labelledby=advice]");
        await advice.screenshot({ path: `/tmp/shots-fig/part${i}-${name}-${colorScheme}.png` });
      }
      await page.goto(`${site.origin}/dashboard`);
      await page.screenshot({ path: `/tmp/shots-fig/dash-${name}-${colorScheme}.png` });
      const guest = await browser.open({ viewport, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
      await guest.goto(`${site.origin}/play`);
      await guest.keyboard.press("Enter");
      const field = guest.getByTestId("field");
      await field.waitFor();
      for (let n = 0; n < 60; n += 1) {
        const key = await field.getAttribute("data-next-key");
        if (!key) { await guest.waitForTimeout(120); continue; }
        await guest.keyboard.press(n % 15 === 14 ? "~" : key === " " ? "Space" : key);
      }
      await guest.screenshot({ path: `/tmp/shots-fig/hud-${name}-${colorScheme}.png` });
      await guest.keyboard.press("Shift+Escape");
      await guest.locator(".end-card").waitFor();
      await guest.waitForTimeout(1_000);
      await guest.screenshot({ path: `/tmp/shots-fig/end-${name}-${colorScheme}.png` });
      await guest.context().close();
      await page.context().close();
    }
  }
}, 600_000);
