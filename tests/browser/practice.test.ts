/** Drills in a real browser: by keyboard alone, stored once, and kept without a network. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { addOwnText } from "../../app/.server/practice/texts/service.ts";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { FAILED_REQUEST, withBrowser } from "../support/browser.ts";
import { nextKey, pressUntilTyping, typeDrill } from "../support/drill-page.ts";
import { ownDraft } from "../support/own-texts.ts";
import { callerOf } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

/** Opens the page for a new player. */
async function openForPlayer(path = "/practice", options: Parameters<typeof browser.open>[0] = {}) {
  const account = await register(site);
  const page = await browser.open({ tolerate: FAILED_REQUEST, ...options });
  await signIn(site, page, account);
  await page.goto(site.origin + path);
  return { page, account };
}

const storedDrills = (userId: string) =>
  site.db
    .selectFrom("typing_results")
    .innerJoin("typing_sessions", "typing_sessions.id", "typing_results.session_id")
    .select(["correct_keys", "incorrect_keys", "words_per_minute", "typing_sessions.targets"])
    .where("typing_results.user_id", "=", userId)
    .execute();

const figure = (page: Page, name: string) =>
  page.locator("details", { hasText: name }).first().locator(".drill-figure-value").innerText();

/** Returns the letter that is most frequent in the code of the drill. */
async function commonestLetter(page: Page): Promise<string> {
  await page.getByTestId("drill").waitFor();
  const code = (await page.locator(".drill-code code").allInnerTexts()).join("");
  const count = (letter: string) => code.split(letter).length;
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  return letters.reduce((most, letter) => (count(letter) > count(most) ? letter : most));
}

/** Pastes a text of the moment, and starts to type it. */
async function pasteText(page: Page, text: string) {
  await page.goto(`${site.origin}/practice?focus=text`);
  await page.getByLabel("Code to paste", { exact: false }).fill(text);
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByTestId("drill").waitFor();
}

describe("a drill", () => {
  it("is typed by a guest with the keyboard alone, from the start to the next one", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/practice`);
    await page.keyboard.press("Enter");
    const keys = await typeDrill(page, {
      wrongAt: (index) => (index === 4 || index === 9 ? "^" : undefined),
    });
    await page.getByRole("heading", { name: "What next" }).waitFor();
    expect(keys).toBeGreaterThan(200);
    expect(await figure(page, "Accuracy")).toBe(`${((keys / (keys + 2)) * 100).toFixed(1)}%`);
    expect(await page.locator(".drill-missed").count()).toBe(2);
    await page.getByText("Not stored: you are a guest.").waitFor();
    await page.getByText("This is your first Python drill of this visit.").waitFor();

    // The next one is there before it is asked for, and an Enter that was meant for the code does not start it.
    await page.waitForLoadState("networkidle");
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.method()));
    await pressUntilTyping(page, "Enter");
    expect(requests).not.toContain("POST");
  });

  it("shows a wrong key above the caret, and where it fell until the end", async () => {
    const page = await browser.open();
    await pasteText(page, "if a:\n  b()");
    await page.keyboard.press("i");
    await page.keyboard.press("x");
    expect(await page.locator(".drill-caret .drill-wrong").innerText()).toBe("x");
    expect(await nextKey(page)).toBe("f");
    await page.locator(".drill-wrong").waitFor({ state: "detached" });
    await typeDrill(page, { most: 3 });
    expect(await page.locator(".drill-missed").innerText()).toBe("f");
    // The sign of Enter is shown when it is due.
    expect(await page.locator(".drill-enter").count()).toBe(0);
    await typeDrill(page, { most: 1 });
    expect(await page.locator(".drill-enter.drill-caret").count()).toBe(1);
    await typeDrill(page);
    expect(await page.getByRole("row", { name: "f x 1" }).count()).toBe(1);
  });

  it("begins again at once with the restart key, and is left with Escape", async () => {
    const page = await browser.open();
    await pasteText(page, "abc = 1");
    const progress = page.getByRole("progressbar");
    await typeDrill(page, { most: 3 });
    expect(await progress.getAttribute("aria-valuenow")).toBe("3");
    await page.keyboard.press("F4");
    expect(await progress.getAttribute("aria-valuenow")).toBe("0");
    await typeDrill(page, { most: 1 });
    expect(await progress.getAttribute("aria-valuenow")).toBe("1");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Type real code." }).waitFor();
  });

  it("of pasted code sends and stores nothing of it", async () => {
    const page = await browser.open();
    const bodies: string[] = [];
    page.on("request", (request) => bodies.push(request.postData() ?? request.url()));
    await pasteText(page, "secret = 42");
    await typeDrill(page);
    await page.getByText("A text of the moment: stored nowhere.").waitFor();
    expect(bodies.filter((body) => body.includes("secret"))).toEqual([]);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).not.toContain("secret");
  });

  it("of a player is stored once, with the figures that were shown; a repeat is not", async () => {
    const { page, account } = await openForPlayer("/practice?language=javascript");
    await page.keyboard.press("Enter");
    // Of any other key a random drill may have too few to tell.
    const missed = await commonestLetter(page);
    const keys = await typeDrill(page, {
      wrongAt: (_, key) => (key === missed ? "[" : undefined),
    });
    await page.getByText("Stored.", { exact: true }).waitFor();
    const [drill, ...others] = await storedDrills(account.user.id);
    expect(others).toEqual([]);
    expect(drill).toMatchObject({ correct_keys: keys, targets: [] });
    expect(drill?.words_per_minute?.toFixed(1)).toBe(await figure(page, "WPM"));
    // The key that was always missed is what to drill next, with the reason.
    const advice = page.locator(".drill-advice");
    const reason = `^${missed} (seems to cost|costs) you most so far, .*\\d% wrong`;
    await advice.getByText(new RegExp(reason)).waitFor();

    const first = page.locator(".drill-actions .button-primary");
    expect(await first.innerText()).toMatch(new RegExp(`^Drill ${missed}\\s+Enter$`));

    await page.keyboard.press("F4");
    await page.getByText("A repeat is not stored").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Last JavaScript drills" }).waitFor();
    expect(await page.locator(".drill-last tbody").innerText()).toMatch(/\d+ WPM\s+\d+\.\d%/);
    expect(await storedDrills(account.user.id)).toHaveLength(1);
  });

  it("of keys that were picked with the keyboard alone is rich in them", async () => {
    const { page } = await openForPlayer("/practice?language=typescript&focus=keys");
    const keyboard = page.getByRole("toolbar", { name: /^Keyboard/ });
    await keyboard.getByRole("button", { name: "q", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    expect(await keyboard.locator("button:focus").innerText()).toContain("s");
    // A key can be picked by pressing it; Space presses the focused one.
    await page.keyboard.press("{");
    await page.keyboard.press("Space");
    await page.keyboard.press("Space");
    const line = page.getByLabel("Or write them", { exact: false });
    expect(await line.inputValue()).toBe("{");
    await line.fill("{ =>");
    await page.keyboard.press("Enter");
    await page.locator(".drill-rich").first().waitFor();
    expect(await page.locator(".drill-targets kbd").allInnerTexts()).toEqual(["{", "=>"]);
  });
});

describe("a drill of an own text", () => {
  it("is typed from the link of the text, and stored with its title", async () => {
    const { page, account } = await openForPlayer();
    const { id, language } = await addOwnText(
      site.db,
      callerOf(account),
      ownDraft({ text: "for a in b:\n    c(a)\n", language: "PYTHON" }),
    );
    await page.goto(`${site.origin}/practice?text=${id}&language=${language}`);
    expect(await page.getByRole("radio", { name: "Own text" }).isChecked()).toBe(true);
    await page.keyboard.press("Enter");
    expect(await page.locator(".drill-title").innerText()).toContain("Ledger");
    expect(await typeDrill(page)).toBe("for a in b:_c(a)".length);
    await page.getByText("Stored.", { exact: true }).waitFor();
    expect(await page.locator(".drill-file").allInnerTexts()).toEqual(["Ledger"]);
    expect(await page.locator(".drill-end-line").innerText()).toContain("Python · Ledger ·");
    const labels = await page.locator(".drill-actions button").allInnerTexts();
    expect(labels.some((label) => /^Type Ledger again/.test(label))).toBe(true);
    expect(labels.join()).not.toContain("Next");
    expect(await storedDrills(account.user.id)).toHaveLength(1);
  });
});

describe("the page", () => {
  it("loads neither the field nor the parts of a run", async () => {
    const page = await browser.open();
    const scripts: string[] = [];
    page.on("request", (request) => scripts.push(new URL(request.url()).pathname));
    await page.goto(`${site.origin}/practice`);
    await page.waitForLoadState("networkidle");
    expect(scripts.filter((path) => /\/(start|game)-[\w-]+\.js$/.test(path))).toHaveLength(2);
    expect(scripts.filter((path) => /\/(field|play)-[\w-]+\.js$/.test(path))).toEqual([]);
  });
});

describe("a drill without a network", () => {
  it("is kept in the browser through a reload, and stored once when the network is back", async () => {
    const { page, account } = await openForPlayer();
    await page.keyboard.press("Enter");
    await typeDrill(page, { most: 5 });
    await page.route("**/api/typing/end", (route) => route.abort());
    await typeDrill(page);
    await page.getByText("Not sent yet.").waitFor();
    await page.reload();
    await page.getByText("Your Python drill waits for the network").waitFor();
    expect(await storedDrills(account.user.id)).toEqual([]);
    await page.unroute("**/api/typing/end");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.getByText("Your Python drill arrived.").waitFor();
    expect(await storedDrills(account.user.id)).toHaveLength(1);
    await page.goto(`${site.origin}/practice`);
    expect(await page.locator(".outbox").count()).toBe(0);
  });

  it("does not start, and the page says so and stays", async () => {
    const page = await browser.open({ tolerate: FAILED_REQUEST });
    await page.goto(`${site.origin}/practice`);
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("alert").filter({ hasText: "The server cannot be reached" }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByTestId("drill").waitFor();
  });
});

describe.each(VIEWS)("a drill in $colorScheme at $viewport.width pixels", (view) => {
  it("has nothing that axe finds, and fits into the window, while it is typed and at its end", async () => {
    const page = await browser.open({ ...view, bypassCSP: true });
    const line = `total = sum(${Array.from({ length: 14 }, (_, index) => index).join(", ")})`;
    await pasteText(page, Array.from({ length: 30 }, () => line).join("\n"));
    await typeDrill(page, { most: 6, wrongAt: (index) => (index === 2 ? "x" : undefined) });
    expect(await violationsOf(page)).toEqual([]);
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");
    await pasteText(page, "a == b\nc(d)");
    await typeDrill(page, { wrongAt: (index) => (index === 3 ? "!" : undefined) });
    await page.getByRole("heading", { name: "What next" }).waitFor();
    for (const summary of await page.locator(".drill-figure summary").all()) await summary.click();
    expect(await violationsOf(page)).toEqual([]);
    expect(await horizontalOverflow(page)).toBeLessThanOrEqual(0);
  });
});

describe("a drill on a phone", () => {
  const PHONE = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true };

  it("keeps the soft keyboard open from the tap that starts it, and says how to open it again", async () => {
    const page = await browser.open(PHONE);
    await page.goto(`${site.origin}/practice`);
    await page.getByRole("button", { name: "Start" }).tap();
    expect(await page.locator("input:focus").getAttribute("aria-label")).toBe("Type here");
    await page.getByTestId("drill").waitFor();
    expect(await page.locator("input:focus").getAttribute("aria-label")).toBe("Type here");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.getByText("Tap the code to type.").waitFor();
    await page.locator(".drill-paper").tap();
    await expect.poll(() => page.locator("input:focus").count()).toBe(1);
  });

  it("keeps the line that is typed in the upper half of the window", async () => {
    const page = await browser.open(PHONE);
    await pasteText(page, Array.from({ length: 60 }, () => "a").join("\n"));
    await typeDrill(page, { most: 60 });
    const top = await page
      .locator("[data-due]")
      .evaluate((line) => line.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(50);
    expect(top).toBeLessThan(350);
  });
});
