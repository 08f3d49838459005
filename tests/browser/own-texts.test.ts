import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { addOwnText, ownTextList } from "../../app/.server/practice/texts/service.ts";
import { register } from "../support/api.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { ownDraft, playOwnText } from "../support/own-texts.ts";
import { callerOf } from "../support/players.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

/** Opens a page for a new player. */
async function playerPage(options: Parameters<typeof browser.open>[0] = {}) {
  const account = await register(site);
  const page = await browser.open({ tolerate: /status of 4\d\d/, ...options });
  await signIn(site, page, account);
  return {
    page,
    player: callerOf(account),
    open: (path: string) => page.goto(site.origin + path),
  };
}

const titleField = (page: Page) => page.getByLabel("Title", { exact: true });
const codeField = (page: Page) => page.getByRole("textbox", { name: /^Code of/ });
const errorList = (page: Page) => page.getByRole("list", { name: "What is wrong with the code" });
const waitForParsers = (page: Page) => page.locator("[data-coloured]").waitFor();
const waitForText = (locator: Locator, text: string | RegExp) => locator.getByText(text).waitFor();
const hasFocus = (locator: Locator) =>
  expect.poll(() => locator.evaluate((element) => element === document.activeElement)).toBe(true);

/** Pastes a text into the focused field, as the clipboard would. */
const paste = (page: Page, text: string) => page.keyboard.insertText(text);

const file = (name: string, text: string | Buffer) => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.from(text),
});

describe("the editor of own texts", () => {
  it("takes code from the clipboard, shows faults with line and column, and adds the text, all by keyboard", async () => {
    const { page, player, open } = await playerPage();
    await open("/practice/texts");
    await page.getByRole("link", { name: "Add a text" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/practice/texts/new");
    await waitForParsers(page);
    await titleField(page).focus();
    await page.keyboard.type("ledger.py");
    // Title, language, file, code.
    for (let n = 0; n < 3; n += 1) await page.keyboard.press("Tab");
    await hasFocus(codeField(page));
    await paste(page, "x = 1\ny = (\n");
    await errorList(page)
      .getByText(/^Line [23], column \d/)
      .waitFor();
    expect(await codeField(page).getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await hasFocus(codeField(page));
    await page.keyboard.press("Control+A");
    await paste(page, "x = 1\ny = (2)\n");
    await page.getByRole("status").getByText("the game can play this").waitFor();
    await page.getByRole("button", { name: "Add it" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Saved.").waitFor();
    await page.getByRole("heading", { name: "ledger.py" }).waitFor();
    expect(await ownTextList(site.db, player)).toMatchObject([
      { title: "ledger.py", language: "PYTHON", lines: 2 },
    ]);
  });

  it("changes nothing before it is asked, offers each fix with its lines, and undoes it", async () => {
    const { page, open } = await playerPage();
    await open("/practice/texts/new");
    await waitForParsers(page);
    const text = `def f(x):\n\ty = “a”  \n\treturn y\u00a0+ x\n\n\nprint("${"long ".repeat(20)}")\n`;
    await codeField(page).fill(text);
    const fixes = page.getByRole("region", { name: "As it was written elsewhere" });
    await waitForText(fixes, "Line 6 has more than 80 columns");
    expect(await codeField(page).inputValue()).toBe(text);
    const wanted: [string, string][] = [
      ["Replace 2 tabs by 4 spaces each", "+     y = “a”··"],
      ["Use straight quotes (2)", '+     y = "a"··'],
      ["Replace 1 unusual space by a plain one", "+     return y + x"],
      ["Remove blanks at 1 line end", '+     y = "a"'],
    ];
    let expected = text;
    const change: ((before: string) => string)[] = [
      (before) => before.replaceAll("\t", "    "),
      (before) => before.replaceAll(/[“”]/g, '"'),
      (before) => before.replaceAll("\u00a0", " "),
      (before) => before.replaceAll(/ +\n/g, "\n"),
    ];
    for (const [index, [label, line]] of wanted.entries()) {
      const button = page.getByRole("button", { name: label });
      const item = fixes.getByRole("listitem").filter({ has: button });
      expect((await item.innerText()).replaceAll("then ", "")).toContain(line.slice(2));
      await button.focus();
      await page.keyboard.press("Enter");
      expected = change[index]?.(expected) ?? "";
      await expect.poll(() => codeField(page).inputValue()).toBe(expected);
      await fixes.getByRole("status").getByText(`Done: ${label}`).waitFor();
      await hasFocus(codeField(page));
    }
    await page.getByRole("status").getByText("the game can play this").waitFor();
    await page.keyboard.press("Control+Z");
    const remove = fixes.getByRole("button", { name: "Remove blanks at 1 line end" });
    await remove.waitFor();
    // Also without a keyboard.
    const before = await codeField(page).inputValue();
    await remove.click();
    await fixes.getByRole("button", { name: "Undo" }).click();
    await remove.waitFor();
    expect(await codeField(page).inputValue()).toBe(before);
  });

  it("shows a change in a long line in full, also on a phone", async () => {
    const { page, open } = await playerPage({ viewport: { width: 390, height: 844 } });
    await open("/practice/texts/new");
    await waitForParsers(page);
    await codeField(page).fill(`total = ${"amount + ".repeat(6)}“last”\n`);
    const line = page.locator(".fix-change ins").first();
    await line.waitFor();
    const [shown, needed] = await line.evaluate((ins) => [ins.clientWidth, ins.scrollWidth]);
    expect(needed).toBeLessThanOrEqual(shown ?? 0);
  });

  it("reads files: the extension decides the language, and what cannot be read is said", async () => {
    const { page, open } = await playerPage();
    await open("/practice/texts/new");
    await waitForParsers(page);
    const choose = (name: string, text: string | Buffer) =>
      page.getByLabel("From a file").setInputFiles([file(name, text)]);
    const language = () => page.getByLabel("Language").inputValue();

    await choose("app.tsx", "type P = { a: string };\nconst A = ({ a }: P) => <p>{a}</p>;\n");
    await page.getByText("app.tsx is below: 2 lines.").waitFor();
    expect([await language(), await titleField(page).inputValue()]).toEqual(["REACT", "app.tsx"]);
    await page.getByRole("status").getByText("the game can play this").waitFor();
    for (const [name, expected] of [
      ["a.py", "PYTHON"],
      ["a.js", "JAVASCRIPT"],
      ["a.jsx", "REACT"],
      ["a.ts", "TYPESCRIPT"],
    ] as const) {
      await choose(name, "a = 1\n");
      await page.getByText(`${name} is below: 1 line.`).waitFor();
      expect(await language()).toBe(expected);
    }
    await choose("old.py", Buffer.from("a = 1\n", "utf16le"));
    await page.getByText("old.py: The file is in UTF-16: save it as UTF-8.").waitFor();
    await choose("latin.py", Buffer.from("a = 1\nb = '\xe9'\n", "latin1"));
    await page.getByText("latin.py, line 2: This is not UTF-8: save the file as UTF-8.").waitFor();
    await choose("notes.txt", "hello");
    await page.getByText("notes.txt: no .py, .js, .jsx, .ts or .tsx file.").waitFor();
    await choose("big.py", "x = 1\n".repeat(20_000));
    await page.getByText("big.py is larger than 64 KiB.").waitFor();
    expect(await codeField(page).inputValue()).toBe("a = 1\n");

    await choose("dos.py", "b = 2\r\nc = 3\r\n");
    await page.getByText("dos.py is below: 2 lines. Its 2 CRLF line ends became LF").waitFor();
    expect(await page.getByLabel("From a file").inputValue()).toContain("dos.py");
    await expect.poll(() => codeField(page).inputValue()).toBe("b = 2\nc = 3\n");
    expect(await language()).toBe("PYTHON");
  });

  it("keeps what was written when the server refuses it", async () => {
    const { page, player, open } = await playerPage();
    await open("/practice/texts/new");
    for (let n = 0; n < 100; n += 1) await addOwnText(site.db, player, ownDraft());
    await titleField(page).fill("One too many");
    await codeField(page).fill("a = 1\n");
    await page.getByRole("button", { name: "Add it" }).click();
    await waitForText(errorList(page), /You have 100 texts/);
    expect(await codeField(page).inputValue()).toBe("a = 1\n");
    await open("/practice/texts/new");
    await page.getByRole("alert").getByText("You have 100 texts").waitFor();
  });

  it("works without script: the server shows the faults, and saves valid code", async () => {
    const { page, player, open } = await playerPage({ javaScriptEnabled: false });
    const { id } = await addOwnText(site.db, player, ownDraft());
    await open(`/practice/texts/${id}`);
    await codeField(page).fill("x = (");
    await page.getByRole("button", { name: "Save" }).click();
    await waitForText(errorList(page), /^Line 1, column 5/);
    expect(await codeField(page).inputValue()).toBe("x = (");
    await codeField(page).fill("x = 2");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    expect(await ownTextList(site.db, player)).toMatchObject([{ id, lines: 1 }]);
  });
});

describe("the list of own texts", () => {
  it("explains itself when it is empty, and is there for the signed in alone", async () => {
    const { page, open } = await playerPage();
    await open("/practice/texts");
    await page.getByText("Nobody else sees it").waitFor();
    const visitor = await browser.open();
    await visitor.goto(`${site.origin}/practice/texts`);
    expect(new URL(visitor.url()).pathname).toBe("/login");
  });

  it("asks before it deletes, by keyboard", async () => {
    const { page, player, open } = await playerPage();
    await addOwnText(site.db, player, ownDraft({ title: "kept.py" }));
    await addOwnText(site.db, player, ownDraft({ title: "gone.py" }));
    await open("/practice/texts");
    const button = page.getByRole("button", { name: "Delete gone.py" });
    await button.focus();
    await page.keyboard.press("Enter");
    const question = page.getByRole("dialog", { name: "Delete “gone.py”?" });
    await question.waitFor();
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "hidden" });
    await hasFocus(button);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await hasFocus(question.getByRole("button", { name: "Delete it" }));
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Deleted.").waitFor();
    expect((await ownTextList(site.db, player)).map(({ title }) => title)).toEqual(["kept.py"]);
  });

  it("starts a run on the text, at the difficulty that was chosen", async () => {
    const { page, player, open } = await playerPage();
    const text = await addOwnText(site.db, player, ownDraft({ text: "quux = 1\n" }));
    await open("/practice/texts");
    expect(await page.getByRole("link", { name: "Drill Ledger" }).getAttribute("href")).toBe(
      `/practice?text=${text.id}&language=PYTHON`,
    );
    await page.getByLabel("Play at").selectOption("EASY");
    await page.getByRole("button", { name: "Play Ledger" }).focus();
    await page.keyboard.press("Enter");
    const field = page.getByTestId("field");
    await expect.poll(() => field.getAttribute("data-next-key")).toBe("q");
    const session = () =>
      site.db
        .selectFrom("game_sessions")
        .select(["mode", "difficulty"])
        .where("user_id", "=", player.id)
        .executeTakeFirst();
    expect(await session()).toEqual({ mode: "own", difficulty: "EASY" });
    // The end of the run leads to its page, which leads back to the text.
    await page.keyboard.type("quux");
    await page.keyboard.press("Shift+Escape");
    await page.waitForURL("**/results/*");
    await page.getByRole("button", { name: "Play it again" }).waitFor();
    expect(await page.getByRole("button", { name: /Race|Same snippets/ }).count()).toBe(0);
    expect(await page.getByText("Challenge a friend").count()).toBe(0);
    await page.getByRole("button", { name: "Watch the run" }).click();
    await page.getByText("Verified: re-computed in your browser").waitFor();
    await page.getByRole("link", { name: "Ledger", exact: true }).click();
    await page.waitForURL(`**/practice/texts/${text.id}`);
  });
});

describe.each(VIEWS)("the pages of own texts in $colorScheme at $viewport.width pixels", (view) => {
  it("have no violation that axe finds, and none is wider than the window", async () => {
    const { page, player, open } = await playerPage({ ...view, bypassCSP: true });
    const check = async (name: string) => {
      expect(await violationsOf(page), name).toEqual([]);
      expect(await horizontalOverflow(page), name).toBeLessThanOrEqual(0);
    };
    await open("/practice/texts");
    await check("empty");
    await open("/practice/texts/new");
    await waitForParsers(page);
    await check("new");
    await codeField(page).fill(`x = (\n\ty = “a”  \nz = "${"x".repeat(120)}"`);
    await errorList(page).getByRole("button").first().waitFor();
    await check("faults and fixes");
    const { text, result } = await playOwnText(site.db, player, { title: "x".repeat(100) });
    for (let n = 0; n < 20; n += 1) await addOwnText(site.db, player, ownDraft());
    await open("/practice/texts");
    await check("list");
    await page.getByRole("button", { name: "Delete Ledger" }).first().click();
    await check("question");
    for (const path of [
      `/practice/texts/${text.id}`,
      `/results/${result.id}`,
      "/history?mode=own",
    ]) {
      await open(path);
      await check(path);
    }
  });
});
