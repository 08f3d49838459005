/** Every way of typing reaches the field, and nothing that is not typed does. */
import { describe, expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import {
  ALT,
  CTRL,
  compose,
  type FieldOptions,
  finishToken,
  lockBug,
  lockedCode,
  openChooser,
  runProgress,
  sendKeyEvent,
  startFieldRun,
  typedText,
  waitForNextKey,
} from "../support/field-page.ts";
import { holdRequests } from "../support/held-requests.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const play = (options?: FieldOptions) => startFieldRun(site, browser, options);

describe("the start button", () => {
  it("sends one request for several presses, and keeps the focus until the field appears", async () => {
    const { page, startButton } = await openChooser(site, browser);
    let sent = 0;
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().includes("/play.data")) sent += 1;
    });
    const release = await holdRequests(page, "**/play.data*");
    await startButton.click();
    const starting = page.getByRole("button", { name: "Starting" });
    await starting.waitFor();
    expect(await starting.getAttribute("aria-disabled")).toBe("true");
    expect(await starting.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    release();
    await waitForNextKey(page);
    expect(sent).toBe(1);
  });
});

describe("a keyboard", () => {
  it("types with AltGr, which some systems report as Ctrl+Alt, but not with Ctrl or Alt alone", async () => {
    const { page, cdp } = await play();
    await lockBug(page);
    const before = await runProgress(page);
    await sendKeyEvent(cdp, "s", CTRL);
    await sendKeyEvent(cdp, "x", ALT);
    expect(await runProgress(page)).toEqual(before);
    // A wrong character shows that AltGr was accepted: the accuracy falls.
    await sendKeyEvent(cdp, before.nextKey === "@" ? "{" : "@", CTRL | ALT);
    await finishToken(page);
    const accuracy = page.locator("[data-part=accuracy]");
    await expect.poll(() => accuracy.textContent()).not.toBe("100%");
  });

  it("composes a character from a dead key and the next key", async () => {
    const { page, cdp } = await play();
    const nextKey = await lockBug(page);
    const before = await typedText(page);
    await sendKeyEvent(cdp, "Dead");
    await compose(cdp, "^");
    expect(await typedText(page)).toBe(before);
    await cdp.send("Input.insertText", { text: nextKey });
    await expect.poll(() => runProgress(page).then(({ typed }) => typed)).not.toBe(before);
  });

  it("types nothing with an input method that composes whole words, and a hint appears", async () => {
    const { page, cdp } = await play();
    const nextKey = await lockBug(page);
    const before = await runProgress(page);
    await sendKeyEvent(cdp, "Process");
    await compose(cdp, "k");
    await cdp.send("Input.insertText", { text: nextKey });
    await page.getByText("Your input method is composing").first().waitFor();
    expect(await runProgress(page)).toEqual(before);
    await page.keyboard.press(nextKey);
    await expect.poll(() => runProgress(page)).not.toEqual(before);
  });

  it("types once while a key is held down", async () => {
    const { page } = await play();
    const nextKey = await lockBug(page);
    await page.keyboard.down(nextKey);
    const after = await runProgress(page);
    await page.keyboard.down(nextKey);
    await page.keyboard.down(nextKey);
    expect(await runProgress(page)).toEqual(after);
    await page.keyboard.up(nextKey);
  });

  it("moves neither page nor focus with Space and Tab, but can leave the field after Escape", async () => {
    const { page } = await play();
    await lockBug(page);
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    expect(await focused()).toBe("INPUT");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("INPUT");
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => lockedCode(page).count()).toBe(0);
    await page.keyboard.press("Shift+Tab");
    await expect.poll(focused).toBe("BUTTON");
  });
});

describe("a paste", () => {
  it("types nothing", async () => {
    const { page, cdp } = await play();
    const nextKey = await lockBug(page);
    const before = await runProgress(page);
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const input = document.querySelector(".soft-input");
      input?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, nextKey);
    await cdp.send("Input.insertText", { text: nextKey.repeat(2) });
    expect(await runProgress(page)).toEqual(before);
    await cdp.send("Input.insertText", { text: nextKey });
    await expect.poll(() => runProgress(page)).not.toEqual(before);
  });
});

describe("a touch screen", () => {
  it("types through its soft keyboard, without corrections", async () => {
    const { page, cdp } = await play({ touch: true });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("soft-input");
    const nextKey = await waitForNextKey(page);
    await compose(cdp, nextKey);
    await lockedCode(page).waitFor();
    const input = page.locator(".soft-input");
    for (const name of ["autocapitalize", "autocorrect", "autocomplete", "spellcheck"])
      expect(await input.getAttribute(name)).toMatch(/^(none|off|false)$/);
  });
});

describe("a window without the focus", () => {
  it("shows a notice that the clock runs on", async () => {
    const { page } = await play();
    await page.evaluate(() => {
      document.hasFocus = () => false;
      window.dispatchEvent(new Event("blur"));
    });
    await page.getByText("You are away").waitFor();
    await page.getByText("The clock does not").waitFor();
    await page.evaluate(() => {
      document.hasFocus = () => true;
      window.dispatchEvent(new Event("focus"));
    });
    await expect.poll(() => page.getByText("You are away").count()).toBe(0);
  });
});

describe("sound and reading aloud", () => {
  it("are switched by shortcut or button without typing, and stay so on the device", async () => {
    const { page } = await play();
    await lockBug(page);
    const before = await runProgress(page);
    const sound = page.getByRole("button", { name: "Sound" });
    const aloud = page.getByRole("button", { name: "Read aloud" });
    expect(await sound.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Control+m");
    await page.locator("[aria-label=Sound][aria-pressed=false]").waitFor();
    await aloud.click();
    await page.locator("[aria-keyshortcuts='Control+.'][aria-pressed=true]").waitFor();
    expect(await runProgress(page)).toEqual(before);

    await page.keyboard.press("Shift+Escape");
    await page.waitForURL("**/results/*");
    await page.goto(`${site.origin}/play`);
    await page.getByRole("button", { name: /Start/ }).click();
    await waitForNextKey(page);
    expect(await sound.getAttribute("aria-pressed")).toBe("false");
    expect(await aloud.getAttribute("aria-pressed")).toBe("true");
  });

  it("announce the locked bug and each wrong key", async () => {
    const { page } = await play();
    await page.keyboard.press("Control+.");
    await page.getByText("Reading aloud").waitFor();
    await lockBug(page);
    await page.locator("[aria-live=polite]", { hasText: /^Locked .* in lane \d/ }).waitFor();
    const nextKey = await waitForNextKey(page);
    await page.keyboard.press(nextKey === "~" ? "^" : "~");
    await page.locator("[aria-live=assertive]", { hasText: "Wrong" }).waitFor();
  });
});

describe("the restart key", () => {
  it("starts another run at once", async () => {
    // The checkpoint of the first key may arrive when the run that it belongs to is closed already.
    const { page } = await play({ restartKey: "F4", tolerate: /status of 409/ });
    await lockBug(page);
    await page.keyboard.press("F4");
    await expect.poll(() => lockedCode(page).count()).toBe(0);
    await waitForNextKey(page);
    expect(await page.locator("[data-part=score]").textContent()).toBe("0");
  });
});
