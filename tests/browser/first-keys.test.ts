/** The key that starts a drill or a run is no key of it, whichever way it is started. With real key events. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { addOwnText } from "../../app/.server/practice/texts/service.ts";
import { register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { nextKey, pressUntilTyping, typeDrill } from "../support/drill-page.ts";
import { lockBug, startFieldRun, waitForNextKey } from "../support/field-page.ts";
import { ownDraft } from "../support/own-texts.ts";
import { callerOf } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

/** Opens the form with a pasted text. */
async function openPasted(text: string) {
  const page = await browser.open();
  await page.goto(`${site.origin}/practice?focus=text`);
  await page.getByLabel("Code to paste", { exact: false }).fill(text);
  return page;
}

/** Fails if a key has counted already: nothing is marked, and the figures are still unknown. */
async function expectUntouched(page: Page) {
  await page.getByTestId("drill").waitFor();
  // What the key does besides its `keydown` has been handled by then.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  expect(await page.locator(".drill-missed, .drill-wrong").count()).toBe(0);
  expect(await page.locator(".drill-readings dd").allInnerTexts()).toEqual(["–", "–"]);
  expect(await page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("0");
}

describe("a drill begins without a key", () => {
  it("when Enter starts it from its end, and when the restart key does", async () => {
    const page = await openPasted("ab");
    await page.getByRole("button", { name: "Start" }).click();
    await expectUntouched(page);
    await typeDrill(page);
    await pressUntilTyping(page, "Enter");
    await expectUntouched(page);
    await typeDrill(page);
    await page.keyboard.press("F4");
    await expectUntouched(page);
    await page.keyboard.press("a");
    await page.keyboard.press("F4");
    await expectUntouched(page);
  });

  it("when Enter starts one that is there already, and when Shift and Enter do", async () => {
    const page = await browser.open();
    await page.goto(`${site.origin}/practice`);
    await page.keyboard.press("Enter");
    await expectUntouched(page);
    await typeDrill(page);
    await page.waitForLoadState("networkidle");
    await pressUntilTyping(page, "Shift+Enter");
    await expectUntouched(page);
  });

  it("when Ctrl and Enter start it from the text area", async () => {
    const page = await openPasted("ab");
    await page.getByLabel("Code to paste", { exact: false }).press("Control+Enter");
    await expectUntouched(page);
    expect(await nextKey(page)).toBe("a");
  });

  it("when Enter presses its button", async () => {
    const page = await openPasted("ab");
    await page.getByRole("button", { name: "Start" }).focus();
    await page.keyboard.press("Enter");
    await expectUntouched(page);
  });
});

describe("a run begins without a key", () => {
  it("when the restart key starts it anew", async () => {
    const { page } = await startFieldRun(site, browser);
    const accuracy = () => page.locator("[data-part=accuracy]").innerText();
    await lockBug(page);
    await page.keyboard.press("F4");
    await page.waitForFunction(
      () => !document.querySelector("[data-testid=field] [data-part=code][data-locked]"),
    );
    expect(await accuracy()).toBe("–");
  });
});

describe("typographic signs", () => {
  const CODE = 'say("it’s “so” – or ‘not’")\n';
  const PLAIN: Record<string, string> = { "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-" };
  const plainKey = (key: string) => PLAIN[key] ?? (key === " " ? "Space" : key);

  it("are typed by plain keys in a drill, which is stored without an error", async () => {
    const account = await register(site);
    const page = await browser.open();
    await signIn(site, page, account);
    const { id } = await addOwnText(site.db, callerOf(account), ownDraft({ text: CODE }));
    await page.goto(`${site.origin}/practice?text=${id}&language=PYTHON`);
    await page.keyboard.press("Enter");
    await page.getByTestId("drill").waitFor();
    for (let keys = 0; keys < CODE.length; keys += 1) {
      const key = await nextKey(page);
      if (key) await page.keyboard.press(plainKey(key), { delay: 30 });
    }
    await page.getByText("Stored.", { exact: true }).waitFor();
    const stored = await site.db
      .selectFrom("typing_results")
      .select(["correct_keys", "incorrect_keys"])
      .where("user_id", "=", account.user.id)
      .execute();
    expect(stored).toEqual([{ correct_keys: CODE.length - 1, incorrect_keys: 0 }]);
  });

  it("are typed by themselves too, and by plain keys in a run", async () => {
    const account = await register(site);
    const page = await browser.open();
    await signIn(site, page, account);
    await addOwnText(site.db, callerOf(account), ownDraft({ text: CODE }));
    await page.goto(`${site.origin}/practice/texts`);
    await page.getByRole("button", { name: "Play Ledger" }).click();
    let typed = "";
    while (!typed.includes("‘") && typed.length < 2 * CODE.length) {
      const key = await waitForNextKey(page);
      typed += key;
      // What a keyboard with a key for it sends, and what Option and a key send on a Mac.
      if (key === "“") await page.keyboard.insertText(key);
      else await page.keyboard.press(plainKey(key), { delay: 30 });
    }
    expect(await page.locator("[data-part=accuracy]").innerText()).toBe("100%");
  });
});
