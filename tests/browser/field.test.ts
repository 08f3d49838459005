/** The field takes what was typed, however it was typed, and nothing else. */
import type { CDPSession, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SYNTAX_KINDS } from "../../app/contracts/highlight.ts";
import { register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { withSite } from "../support/site.ts";
import { highlighted, paintedIn } from "../support/stage.ts";

const site = withSite();
const browser = withBrowser();

interface Options {
  /** Keys on screen instead of on a desk. */
  touch?: boolean;
  restart?: string;
  reduced?: boolean;
  /** Before the page is opened. */
  prepare?(page: Page): Promise<unknown>;
  tolerate?: RegExp;
}

/** Somebody signed in, before a run. */
async function choose(options: Options = {}) {
  const { touch = false, restart, reduced = false, prepare, tolerate } = options;
  const { access_token, refresh_token } = await register(site);
  if (restart) {
    await fetch(`${site.origin}/api/user/settings`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ controls: { restart_key: restart } }),
    });
  }
  const page = await browser.open({
    viewport: touch ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: reduced ? "reduce" : "no-preference",
    ...(tolerate && { tolerate }),
  });
  await prepare?.(page);
  const cookie = {
    url: site.origin.replace("http:", "https:"),
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
  } as const;
  await page.context().addCookies([
    { ...cookie, name: "__Host-access", value: access_token },
    { ...cookie, name: "__Host-refresh", value: refresh_token },
  ]);
  await page.goto(`${site.origin}/play?language=typescript&difficulty=easy`);
  return { page, start: page.getByRole("button", { name: /Start/ }) };
}

/** A run that has just begun, with a bug to type. */
async function play(options: Options = {}) {
  const { page, start } = await choose(options);
  await (options.touch ? start.tap() : start.click());
  await nextKey(page);
  return { page, cdp: await page.context().newCDPSession(page) };
}

const field = (page: Page) => page.getByTestId("field");

/** The key that is due, once one is. */
async function nextKey(page: Page): Promise<string> {
  await page.waitForFunction(() =>
    document.querySelector("[data-testid=field]")?.getAttribute("data-next-key"),
  );
  return (await field(page).getAttribute("data-next-key")) ?? "";
}

/** The code of a bug that is locked. */
const locked = (page: Page) => page.locator(".code-body[data-locked]");

/** What of its line is typed. */
const typed = (page: Page) => highlighted(page, "code-done");

/** Types the first key, which locks a bug; what is due then is no separator. */
async function lock(page: Page): Promise<string> {
  let due = await nextKey(page);
  do {
    await page.keyboard.press(due === " " ? "Space" : due);
    due = await nextKey(page);
  } while (due === " " || due === "Enter");
  return due;
}

/** A key as a layout gives it whose characters do not come from the plain key alone. */
async function keyDown(cdp: CDPSession, key: string, modifiers = 0, more = {}) {
  await cdp.send("Input.dispatchKeyEvent", {
    type: key.length === 1 ? "keyDown" : "rawKeyDown",
    key,
    ...(key.length === 1 ? { text: key } : {}),
    modifiers,
    ...more,
  });
  await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, modifiers });
}

const ALT = 1;
const CTRL = 2;

/** The run's progress, as anything typed would change it. */
async function progress(page: Page) {
  return {
    due: await nextKey(page),
    done: await typed(page),
    combo: await page.locator("[data-part=comboFigure]").textContent(),
  };
}

describe("the start", () => {
  it("happens once, and leaves the focus where it is until the field is there", async () => {
    const { page, start } = await choose();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let sent = 0;
    await page.route("**/play.data*", async (route) => {
      if (route.request().method() === "POST") sent += 1;
      await held;
      await route.continue();
    });
    await start.click();
    const starting = page.getByRole("button", { name: "Starting" });
    await starting.waitFor();
    expect(await starting.getAttribute("aria-disabled")).toBe("true");
    expect(await starting.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    letGo();
    await nextKey(page);
    expect(sent).toBe(1);
  });
});

describe("the code", () => {
  it("is coloured, also for a guest", async () => {
    const { page } = await play();
    const coloured = async (page: Page) =>
      (await Promise.all(SYNTAX_KINDS.map((ink) => highlighted(page, `code-${ink}`)))).join("");
    expect(await coloured(page)).not.toBe("");
    const guest = await browser.open();
    await guest.goto(`${site.origin}/play?language=typescript&difficulty=easy`);
    await guest.getByRole("button", { name: /Start/ }).click();
    await nextKey(guest);
    expect(await coloured(guest)).not.toBe("");
  });
});

describe("a browser without highlights", () => {
  it("is shown the same code in the same colours", async () => {
    const { page } = await play({
      prepare: (page) =>
        page.addInitScript(() => Object.defineProperty(CSS, "highlights", { value: undefined })),
    });
    // Whatever the snippet: all of its lines, since one may have no colour, or nothing else.
    const lines = page.locator(".code-source");
    const pieces = await lines
      .locator("span:not(.code-enter)")
      .evaluateAll((spans) =>
        spans.map((span) => [span.className, getComputedStyle(span).color, span.textContent]),
      );
    const text = await lines.allTextContents();
    const colours = new Map(pieces.map(([name, colour]) => [name, colour]));
    expect(colours.get("")).toBe(
      await lines.first().evaluate((one) => getComputedStyle(one).color),
    );
    expect(colours.size).toBeGreaterThan(1);
    expect(new Set(colours.values()).size).toBe(colours.size);
    expect(pieces.map(([, , piece]) => piece).join("")).toBe(text.join(""));
  });
});

describe("what moves", () => {
  const painted = (page: Page) => paintedIn(page, []).then(({ outside }) => outside);

  it("is painted, also while nobody types", async () => {
    const { page } = await play();
    await expect.poll(() => painted(page)).toBeGreaterThan(200);
  });

  it("is painted by the page itself where a canvas cannot be handed over", async () => {
    const { page } = await play({
      prepare: (page) =>
        page.addInitScript(() => {
          // As in browsers that lack it.
          Reflect.deleteProperty(HTMLCanvasElement.prototype, "transferControlToOffscreen");
        }),
    });
    await expect.poll(() => painted(page)).toBeGreaterThan(200);
  });

  it("is painted by the page itself where the worker does not come", async () => {
    let asked = 0;
    const { page } = await play({
      tolerate: /ERR_FAILED|Failed to load/,
      prepare: (page) =>
        page.route("**/assets/worker-*", (route) => {
          asked += 1;
          return route.abort();
        }),
    });
    await expect.poll(() => painted(page)).toBeGreaterThan(200);
    expect(asked).toBe(1);
  });
});

describe("keyboards", () => {
  it("take AltGr, which some systems report as Ctrl and Alt, and leave shortcuts alone", async () => {
    const { page, cdp } = await play();
    await lock(page);
    const before = await progress(page);
    await keyDown(cdp, "s", CTRL);
    await keyDown(cdp, "x", ALT);
    expect(await progress(page)).toEqual(before);
    // A sign that is not due shows that it was taken: the word counts as flawed.
    await keyDown(cdp, before.due === "@" ? "{" : "@", CTRL | ALT);
    await finishToken(page);
    expect(await page.locator("[data-part=accuracy]").textContent()).not.toBe("100%");
  });

  it("compose a character from a dead key and the next one", async () => {
    const { page, cdp } = await play();
    const due = await lock(page);
    const before = await typed(page);
    await keyDown(cdp, "Dead");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.className))
      .toBe("soft-input");
    await cdp.send("Input.imeSetComposition", { text: "^", selectionStart: 1, selectionEnd: 1 });
    expect(await typed(page)).toBe(before);
    await cdp.send("Input.insertText", { text: due });
    await expect.poll(() => progress(page).then(({ done }) => done)).not.toBe(before);
  });

  it("that compose whole words are not taken for typing", async () => {
    const { page, cdp } = await play();
    const due = await lock(page);
    const before = await progress(page);
    await page.locator(".soft-input").focus();
    await keyDown(cdp, "Process");
    await cdp.send("Input.imeSetComposition", { text: due, selectionStart: 1, selectionEnd: 1 });
    await cdp.send("Input.insertText", { text: due });
    await page.getByText("Your input method is composing").first().waitFor();
    expect(await progress(page)).toEqual(before);
    await page.keyboard.press(due);
    await expect.poll(() => progress(page)).not.toEqual(before);
  });

  it("that hold a key down have pressed it once", async () => {
    const { page } = await play();
    const due = await lock(page);
    await page.keyboard.down(due);
    const after = await progress(page);
    await page.keyboard.down(due);
    await page.keyboard.down(due);
    expect(await progress(page)).toEqual(after);
    await page.keyboard.up(due);
  });

  it("move neither page nor focus with Space and Tab, and are never trapped", async () => {
    const { page } = await play();
    await lock(page);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-part"));
    expect(await focused()).toBe("field");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("field");
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => locked(page).count()).toBe(0);
    await page.keyboard.press("Shift+Tab");
    await expect.poll(focused).not.toBe("field");
  });
});

/** Types on until the token is finished. */
async function finishToken(page: Page): Promise<void> {
  for (let keys = 0; keys < 80; keys += 1) {
    const due = await nextKey(page);
    if (due === " " || due === "Enter") return;
    await page.keyboard.press(due);
    if ((await locked(page).count()) === 0) return;
  }
}

describe("the clipboard", () => {
  it("types nothing", async () => {
    const { page, cdp } = await play();
    const due = await lock(page);
    const before = await progress(page);
    await page.locator(".soft-input").focus();
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const input = document.querySelector(".soft-input");
      input?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, due);
    await cdp.send("Input.insertText", { text: due.repeat(2) });
    expect(await progress(page)).toEqual(before);
    await cdp.send("Input.insertText", { text: due });
    await expect.poll(() => progress(page)).not.toEqual(before);
  });
});

describe("a touch screen", () => {
  it("types through its soft keyboard, one key after the other", async () => {
    const { page, cdp } = await play({ touch: true });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("soft-input");
    const due = await nextKey(page);
    await cdp.send("Input.imeSetComposition", { text: due, selectionStart: 1, selectionEnd: 1 });
    await locked(page).waitFor();
    const input = page.locator(".soft-input");
    for (const name of ["autocapitalize", "autocorrect", "autocomplete", "spellcheck"])
      expect(await input.getAttribute(name)).toMatch(/^(none|off|false)$/);
  });
});

describe("a window without the focus", () => {
  it("says that the clock runs on", async () => {
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
  it("are switched by key and by button, type nothing, and are remembered on the device", async () => {
    const { page } = await play();
    await lock(page);
    const before = await progress(page);
    const sound = page.getByRole("button", { name: "Sound" });
    const aloud = page.getByRole("button", { name: "Read aloud" });
    expect(await sound.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Control+m");
    await page.locator("[aria-label=Sound][aria-pressed=false]").waitFor();
    await aloud.click();
    await page.locator("[aria-keyshortcuts='Control+.'][aria-pressed=true]").waitFor();
    expect(await progress(page)).toEqual(before);

    await page.keyboard.press("Shift+Escape");
    await page.waitForURL("**/results/*");
    await page.goto(`${site.origin}/play`);
    await page.getByRole("button", { name: /Start/ }).click();
    await nextKey(page);
    expect(await sound.getAttribute("aria-pressed")).toBe("false");
    expect(await aloud.getAttribute("aria-pressed")).toBe("true");
  });

  it("announce the target, spelled out, and a wrong key at once", async () => {
    const { page } = await play();
    await page.keyboard.press("Control+.");
    await page.getByText("Reading aloud").waitFor();
    await lock(page);
    await page.locator("[aria-live=polite]", { hasText: /^Locked .* in lane \d/ }).waitFor();
    const due = await nextKey(page);
    await page.keyboard.press(due === "~" ? "^" : "~");
    await page.locator("[aria-live=assertive]", { hasText: "Wrong" }).waitFor();
  });
});

describe("the restart key", () => {
  it("begins another run at once", async () => {
    const { page } = await play({ restart: "F4" });
    await lock(page);
    await page.keyboard.press("F4");
    await expect.poll(() => locked(page).count()).toBe(0);
    await nextKey(page);
    expect(await page.locator("[data-part=score]").textContent()).toBe("0");
  });
});

describe("reduced motion", () => {
  it("leaves nothing but the bugs' own way (in steps: tests/unit/stage.test.ts)", async () => {
    const { page } = await play({ reduced: true });
    await lock(page);
    await finishToken(page);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
