/** What is selected can be told apart where the system chooses the colours, as with a contrast theme of Windows. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { callerOf, playGame } from "../support/players.ts";
import { openPausedReplay, storeReplay } from "../support/replay-page.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();
const browser = withBrowser();

interface Selected {
  name: string;
  /** Whether it has the system's colours for what is selected, in all its text. */
  marked: boolean;
}

/** Returns every selected element of the page: links, buttons, and the options of radio groups and switches. */
const selectedIn = (page: Page): Promise<Selected[]> =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.cssText =
      "forced-color-adjust: none; background-color: Highlight; color: HighlightText";
    const highlight = { ...getComputedStyle(probe) };
    probe.remove();
    const elements = document.querySelectorAll<HTMLElement>(
      "[aria-current]:not([aria-current=false]), [aria-pressed=true], [aria-selected=true], input:checked",
    );
    return [...elements].map((element) => {
      const isNative = element.matches("input") && getComputedStyle(element).appearance !== "none";
      const hidden = element.matches("input.sr-only");
      const shown = (hidden && element.closest("label")) || element;
      const texts = [shown, ...shown.querySelectorAll("*:not(svg, svg *, input)")];
      const marked =
        getComputedStyle(shown).backgroundColor === highlight.backgroundColor &&
        texts.every((part) => getComputedStyle(part).color === highlight.color);
      return {
        name: `${shown.className} ${shown.innerText || shown.id}`,
        marked: marked || (isNative && !hidden),
      };
    });
  });

/** Pages, and how many selected elements each has at least. */
const PAGES: [path: string, least: number][] = [
  ["/", 1],
  ["/daily", 2],
  ["/leaderboard?type=weekly&metric=wpm", 4],
  ["/play", 2],
  ["/practice", 3],
  ["/settings", 1],
  ["/settings/preferences", 6],
];

const FORCED = { forcedColors: "active" } as const;

describe("with the system's own colours", () => {
  it.each(PAGES)("%s shows what is selected", async (path, least) => {
    const account = await register(site);
    await playGame(site.db, callerOf(account), { wpm: 60, until: 8_000 });
    const page = await browser.open(FORCED);
    await signIn(site, page, account);
    await page.goto(site.origin + path);
    const selected = await selectedIn(page);
    expect(selected.length).toBeGreaterThanOrEqual(least);
    expect(selected.filter(({ marked }) => !marked)).toEqual([]);
  });

  it("a replay and the administration show what is selected", async () => {
    const { token } = await createVisitor(site, "admin");
    const page = await browser.open(FORCED);
    await page.context().addCookies([
      {
        url: site.origin.replace("http:", "https:"),
        name: "__Host-access",
        value: token ?? "",
        secure: true,
      },
    ]);
    const expectMarked = async (least: number) => {
      const selected = await selectedIn(page);
      expect(selected.length, page.url()).toBeGreaterThanOrEqual(least);
      expect(selected.filter(({ marked }) => !marked)).toEqual([]);
    };
    for (const path of ["/admin", "/admin/moderation", "/admin/monitoring/database"]) {
      await page.goto(site.origin + path);
      await expectMarked(2);
    }
    await openPausedReplay(page, await storeReplay(site, { wpm: 60, until: 8_000 }));
    await expectMarked(1);
  });
});
