/** The page `/play` in a real browser, for tests that press single keys. */
import type { CDPSession, Page } from "playwright-core";
import { call, register } from "./api.ts";
import type { withBrowser } from "./browser.ts";
import { signIn } from "./sign-in.ts";
import type { Site } from "./site.ts";

export interface FieldOptions {
  /** A phone with a touch screen instead of a desktop. */
  touch?: boolean;
  /** The restart key of the account. */
  restartKey?: string;
  /** Default: true, as in `browser.open`. */
  reducedMotion?: boolean;
  /** Called with the page before it opens `/play`. */
  prepare?(page: Page): Promise<unknown>;
  tolerate?: RegExp;
}

/** Opens `/play` for a new account, and returns the page with its start button. */
export async function openChooser(
  site: Site,
  browser: ReturnType<typeof withBrowser>,
  options: FieldOptions = {},
) {
  const { touch = false, restartKey, reducedMotion = true, prepare, tolerate } = options;
  const account = await register(site);
  if (restartKey) {
    await call(site, "/user/settings", {
      method: "PUT",
      token: account.access_token,
      json: { controls: { restart_key: restartKey } },
    });
  }
  const page = await browser.open({
    viewport: touch ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
    ...(tolerate && { tolerate }),
  });
  await prepare?.(page);
  await signIn(site, page, account);
  await page.goto(`${site.origin}/play?language=typescript&difficulty=easy`);
  return { page, startButton: page.getByRole("button", { name: /Start/ }) };
}

/** Starts a run for a new account, and waits for its first bug. */
export async function startFieldRun(
  site: Site,
  browser: ReturnType<typeof withBrowser>,
  options: FieldOptions = {},
) {
  const { page, startButton } = await openChooser(site, browser, options);
  await (options.touch ? startButton.tap() : startButton.click());
  await waitForNextKey(page);
  return { page, cdp: await page.context().newCDPSession(page) };
}

/** Waits until a key is due, and returns it. */
export async function waitForNextKey(page: Page): Promise<string> {
  await page.waitForFunction(() =>
    document.querySelector("[data-testid=field]")?.getAttribute("data-next-key"),
  );
  return (await page.getByTestId("field").getAttribute("data-next-key")) ?? "";
}

/** The code of the locked bug, as screen readers find it. */
export const lockedCode = (page: Page) => page.locator("[data-part=code][data-locked]");

/** Returns the typed part of the current line. */
export const typedText = (page: Page): Promise<string> =>
  page.locator("[data-part=code]").evaluate((code) => {
    const [line = 0, column = 0] = (code.getAttribute("data-caret") ?? "").split(":").map(Number);
    return (code.textContent ?? "").split("\n")[line]?.slice(0, column) ?? "";
  });

/** Locks a bug by typing until the next key is no separator, and returns that key. */
export async function lockBug(page: Page): Promise<string> {
  let nextKey = await waitForNextKey(page);
  do {
    await page.keyboard.press(nextKey === " " ? "Space" : nextKey);
    nextKey = await waitForNextKey(page);
  } while (nextKey === " " || nextKey === "Enter");
  return nextKey;
}

/** Types until the current token is finished. */
export async function finishToken(page: Page): Promise<void> {
  for (let keys = 0; keys < 80; keys += 1) {
    const nextKey = await waitForNextKey(page);
    if (nextKey === " " || nextKey === "Enter") return;
    await page.keyboard.press(nextKey);
    if ((await lockedCode(page).count()) === 0) return;
  }
}

export const ALT = 1;
export const CTRL = 2;

/** Sends a key event like a keyboard layout that needs modifiers or a dead key for this character. */
export async function sendKeyEvent(cdp: CDPSession, key: string, modifiers = 0) {
  await cdp.send("Input.dispatchKeyEvent", {
    type: key.length === 1 ? "keyDown" : "rawKeyDown",
    key,
    ...(key.length === 1 ? { text: key } : {}),
    modifiers,
  });
  await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, modifiers });
}

/** Shows a character as the unfinished composition of an input method. */
export const compose = (cdp: CDPSession, character: string) =>
  cdp.send("Input.imeSetComposition", { text: character, selectionStart: 1, selectionEnd: 1 });

/** Returns the state of the run, which every typed key changes. */
export async function runProgress(page: Page) {
  return {
    nextKey: await waitForNextKey(page),
    typed: await typedText(page),
    combo: await page.locator("[data-part=comboFigure]").textContent(),
  };
}
