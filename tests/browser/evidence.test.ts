/**
 * The evidence of a run as moderators see it. `npm run evidence-pictures` also takes the pictures of
 * docs/incidents/cheaters.md here.
 */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { call, PASSWORD, register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { asBot, asPerson, storePlayedRun } from "../support/played-runs.ts";
import { callerOf } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { updateAccount, updateResult } from "../support/update-rows.ts";
import { horizontalOverflow } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

/** The folder in which to store the pictures; undefined in ordinary runs. */
const { EVIDENCE_PICTURES } = process.env;

async function openAsModerator(options: Parameters<typeof browser.open>[0] = {}) {
  const account = await register(site);
  await updateAccount(site.db, account.user.id, { role: "MODERATOR" });
  const json = { email: account.user.email, password: PASSWORD };
  const { body } = await call<typeof account>(site, "/auth/login", { json });
  const page = await browser.open(options);
  await signIn(site, page, body);
  return { page, review: (id: string) => page.goto(`${site.origin}/admin/moderation/${id}`) };
}

/** Stores a run of a new player, and returns its id. */
async function playedRun(play: Parameters<typeof storePlayedRun>[2]): Promise<string> {
  const player = await register(site);
  return (await storePlayedRun(site.db, callerOf(player), play)).result.id;
}

async function heldRun(): Promise<string> {
  const id = await playedRun(asPerson());
  await updateResult(site.db, id, { status: "HELD", due_at: new Date(Date.now() + 600_000) });
  return id;
}

/** Opens everything that is folded. */
const unfold = (page: Page) =>
  page.locator("main details").evaluateAll((all) => {
    for (const details of all as HTMLDetailsElement[]) details.open = true;
  });

describe("the evidence of a run", () => {
  it.each([
    ["dark", 390],
    ["light", 390],
    ["dark", 1440],
    ["light", 1440],
  ] as const)(
    "has no violation that axe finds and fits the window (%s, %i pixels)",
    async (colorScheme, width) => {
      const { page, review } = await openAsModerator({
        colorScheme,
        viewport: { width, height: 844 },
        bypassCSP: true,
        reducedMotion: "reduce",
      });
      const older = await playedRun(asBot("constant gaps"));
      await site.db.deleteFrom("result_evidence").where("result_id", "=", older).execute();
      const runs = {
        script: await playedRun(asBot("constant gaps")),
        coarse: await playedRun(asPerson({ clock: 100 })),
        held: await heldRun(),
        older,
      };
      for (const [name, id] of Object.entries(runs)) {
        await review(id);
        await unfold(page);
        expect([name, await violationsOf(page)]).toEqual([name, []]);
        expect([name, await horizontalOverflow(page)]).toEqual([name, 0]);
      }
      for (const status of ["flagged", "held"]) {
        await page.goto(`${site.origin}/admin/moderation?status=${status}`);
        expect([status, await violationsOf(page)]).toEqual([status, []]);
        expect([status, await horizontalOverflow(page)]).toEqual([status, 0]);
      }
    },
  );

  it("names the rules that fired, folds those that did not, and draws the gaps with a table", async () => {
    const { page, review } = await openAsModerator();
    await review(await playedRun(asBot("constant gaps")));
    const found = page.getByRole("list", { name: "What was found" }).getByRole("listitem");
    const constant = found.filter({ hasText: "constant_gaps" });
    await constant.getByText("fires under 6%").waitFor();
    const source = constant.getByText("a fifth of what the most even typists show");
    expect(await source.isVisible()).toBe(false);
    await constant.getByText("Source of the bound").click();
    await source.waitFor();

    const quiet = page.getByRole("table", { name: "Rules that did not fire, with their bounds" });
    expect(await quiet.isVisible()).toBe(false);
    await page.getByText(/rules that did not fire/).click();
    const rows = quiet.getByRole("row");
    // One is the head.
    expect((await rows.count()) - 1 + (await found.count())).toBe(19);
    await rows.filter({ hasText: "speed_10" }).getByText("over 260 WPM").waitFor();

    await page.getByRole("img", { name: /^Histogram\. Most often 120 to 139 ms/ }).waitFor();
    await page.getByText("As a table").click();
    const bin = page.getByRole("row", { name: /^120 to 139 ms/ });
    expect(await bin.getByRole("cell").last().textContent()).toMatch(/^(9\d(\.\d)?|100)%$/);
  });
});

describe("a moderator with the keyboard alone", () => {
  it("walks along the HELD runs, past FLAGGED ones", async () => {
    const { page, review } = await openAsModerator();
    const older = await heldRun();
    await playedRun(asBot("constant gaps"));
    const newer = await heldRun();
    await review(newer);
    await page.keyboard.press("Alt+j");
    await page.waitForURL(`**/${older}`);
    await page.getByRole("link", { name: "Newer" }).waitFor();
    await page.keyboard.press("Alt+k");
    await page.waitForURL(`**/${newer}`);
  });
});

if (EVIDENCE_PICTURES) {
  it.each([
    ["person", asPerson({ until: 300_000 })],
    ["constant", asBot("constant gaps")],
    ["jitter", asBot("log-normal", 300_000)],
  ])("evidence-%s.png", async (name, play) => {
    const { page, review } = await openAsModerator({
      colorScheme: "dark",
      viewport: { width: 760, height: 900 },
      reducedMotion: "reduce",
    });
    const player = await register(site);
    await updateAccount(site.db, player.user.id, { username: name });
    const { result } = await storePlayedRun(site.db, callerOf(player), play);
    await review(result.id);
    await page.evaluate(() => document.fonts.ready);
    const rules = await page.getByRole("region", { name: "Evidence" }).boundingBox();
    // The picture with many rules ends with the chart, so that it stays below 120 KB.
    const keys = await (name === "constant"
      ? page.getByRole("figure", { name: "Gaps between keys" })
      : page.getByRole("region", { name: "What the keys show" })
    ).boundingBox();
    if (!rules || !keys) throw new Error("the evidence is not there");
    const clip = {
      x: rules.x - 12,
      y: rules.y - 12,
      width: rules.width + 24,
      height: keys.y + keys.height - rules.y + 24,
    };
    const path = `${EVIDENCE_PICTURES}/evidence-${name}.png`;
    await page.screenshot({ path, clip, fullPage: true });
  });
}
