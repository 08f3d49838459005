import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  changeSnippet,
  createSnippet,
  getSnippet,
  listSnippets,
} from "../../app/.server/snippets/service.ts";
import { openAdminPage } from "../support/admin-page.ts";
import { createAdmin } from "../support/admins.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { withSite } from "../support/site.ts";
import { draft } from "../support/snippets.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const adminPage = (options: Parameters<typeof browser.open>[0] = {}) =>
  openAdminPage(site, browser, { tolerate: /status of 4\d\d/, ...options });

const addSnippet = async (overrides = {}) =>
  createSnippet(site.db, await createAdmin(site.db), draft(overrides));
const storedSnippet = async (id: string) => getSnippet(site.db, await createAdmin(site.db), id);

const codeField = (page: Page) => page.getByRole("textbox", { name: /^Code of/ });
const errorList = (page: Page) => page.getByRole("list", { name: "What is wrong with the code" });
/** Waits until the parsers are loaded. */
const waitForParsers = (page: Page) => page.locator("[data-coloured]").waitFor();
const waitForText = (locator: Locator, text: string | RegExp) => locator.getByText(text).waitFor();

describe("the list of snippets", () => {
  it("is searched by keyboard, paged, and leads to the editor", async () => {
    const { id } = await addSnippet({ category: "findable" });
    const { page, open } = await adminPage();
    await open("/admin");
    await page.getByRole("link", { name: "Snippets", exact: true }).click();
    await page.getByRole("heading", { name: "Snippets" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(21);
    await page.getByRole("link", { name: "More" }).click();
    await page.waitForURL(/cursor=/);
    await page.getByRole("link", { name: "To the first" }).click();
    await page.waitForURL((url) => url.search === "");
    await page.getByLabel("Code or category").focus();
    await page.keyboard.type("FINDABLE");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=FINDABLE/);
    await page.getByRole("link", { name: "findable" }).click();
    await page.waitForURL(`**/admin/snippets/${id}`);
  });

  it("shows an error beside its filter", async () => {
    const { page, open } = await adminPage();
    await open("/admin/snippets?category=No%20Such");
    await page
      .getByRole("alert")
      .getByText(/Small letters/)
      .waitFor();
    expect(await page.getByRole("row").count()).toBe(0);
  });
});

describe("the editor", () => {
  it("colours the code, counts its words and shows syntax errors during typing", async () => {
    const { page, open } = await adminPage();
    await open("/admin/snippets/new");
    await waitForParsers(page);
    await page.getByLabel("Difficulty").selectOption("EASY");
    await codeField(page).focus();
    await page.keyboard.type("for x in y\n");
    await waitForText(errorList(page), "Line 1, column 11: Something is missing here");
    expect(await codeField(page).getAttribute("aria-invalid")).toBe("true");
    await page
      .getByRole("status")
      .getByText(/^Line 1, column 11/)
      .waitFor();
    expect(await page.locator("[data-code=word]").allTextContents()).toEqual(["for", "in"]);
    // Enter on an error moves the cursor to its place.
    await page.getByRole("button", { name: /^Line 1, column 11/ }).focus();
    await page.keyboard.press("Enter");
    expect(
      await codeField(page).evaluate((field: HTMLTextAreaElement) => field.selectionStart),
    ).toBe(10);
    await page.keyboard.type(":");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("    print(x)");
    // A new line gets the indentation of the line before.
    await page.keyboard.press("Enter");
    await page.keyboard.type("break");
    await page.getByRole("status").getByText("the game can play this").waitFor();
    await waitForText(page.locator("form"), "6 words");
    expect(await codeField(page).inputValue()).toBe("for x in y:\n    print(x)\n    break\n");
    expect(await errorList(page).textContent()).toBe("");
    expect(await codeField(page).getAttribute("aria-invalid")).toBeNull();
    await page.getByLabel("Language").selectOption("JAVASCRIPT");
    await errorList(page)
      .getByText(/^Line 1, column 5: JavaScript has no place for/)
      .first()
      .waitFor();
    expect(await page.getByText("loops.js").count()).toBe(0);
    await page.getByText("untitled.js").waitFor();
  });

  it("adds a snippet, and shows a notice on its page", async () => {
    const { page, open } = await adminPage();
    await open("/admin/snippets/new");
    await page.getByLabel("Difficulty").selectOption("EASY");
    await page.getByLabel("Category").fill("written");
    await codeField(page).fill("written_by_hand = 1\n");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.waitForURL(/\/admin\/snippets\/[0-9a-f-]{36}$/);
    await page.getByRole("status").getByText("Saved.").waitFor();
    const id = page.url().split("/").at(-1) ?? "";
    expect(await storedSnippet(id)).toMatchObject({
      category: "written",
      snippet_text: "written_by_hand = 1",
      token_count: 3,
    });
  });

  it("keeps the code when the server rejects it, and shows the errors", async () => {
    const { snippet_text } = await addSnippet();
    const { page, open } = await adminPage();
    await open("/admin/snippets/new");
    await page.getByLabel("Difficulty").selectOption("EASY");
    await page.getByLabel("Category").fill("twice");
    await codeField(page).fill(snippet_text);
    await page.getByRole("button", { name: "Add it" }).click();
    await waitForText(errorList(page), "This code is a snippet of the language already");
    expect(await codeField(page).inputValue()).toBe(snippet_text);
    await page.getByLabel("Category").fill("Not So");
    await page.getByRole("button", { name: "Add it" }).click();
    await page
      .getByRole("alert")
      .getByText(/Small letters/)
      .waitFor();
  });

  it("warns before one administrator overwrites another's change", async () => {
    const { id } = await addSnippet({ category: "contested" });
    const { page, open } = await adminPage();
    await open(`/admin/snippets/${id}`);
    await changeSnippet(site.db, await createAdmin(site.db), id, { category: "theirs" });
    await page.getByLabel("Category").fill("ours");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("Somebody changed this snippet").waitFor();
    expect(await page.getByLabel("Category").inputValue()).toBe("ours");
    expect(await storedSnippet(id)).toMatchObject({ category: "theirs" });
    await page.getByLabel(/Save mine over/).check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").getByText("Saved.").waitFor();
    expect(await storedSnippet(id)).toMatchObject({ category: "ours", revision: 2 });
  });

  it("takes a snippet out of rotation, and puts it back", async () => {
    const { id } = await addSnippet({ category: "switched" });
    const { page, open } = await adminPage();
    await open(`/admin/snippets/${id}`);
    await page.getByRole("button", { name: "Take out of rotation" }).click();
    await page.getByRole("button", { name: "Put into rotation" }).waitFor();
    expect(await storedSnippet(id)).toMatchObject({ is_active: false });
    await page.getByRole("button", { name: "Put into rotation" }).click();
    await page.getByRole("button", { name: "Take out of rotation" }).waitFor();
    expect(await storedSnippet(id)).toMatchObject({ is_active: true });
  });

  it("works without script: the server shows the errors, and saves valid code", async () => {
    const { id } = await addSnippet({ category: "plain" });
    const { page, open } = await adminPage({ javaScriptEnabled: false });
    await open(`/admin/snippets/${id}`);
    await codeField(page).fill("x = (");
    await page.getByRole("button", { name: "Save" }).click();
    await waitForText(errorList(page), "Line 1, column 5: “(” is not closed");
    expect(await codeField(page).inputValue()).toBe("x = (");
    await codeField(page).fill("plain_text = 2");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    expect(await storedSnippet(id)).toMatchObject({ snippet_text: "plain_text = 2" });
  });
});

describe("the preview", () => {
  it("is a game with this snippet alone, and stores nothing", async () => {
    const { id } = await addSnippet({ snippet_text: "preview_of = one" });
    const { page, open } = await adminPage();
    await open(`/admin/snippets/${id}`);
    await waitForParsers(page);
    const opener = page.getByRole("button", { name: "Play it" });
    await opener.click();
    const dialog = page.getByRole("dialog");
    const field = dialog.getByTestId("field");
    await expect.poll(() => field.getAttribute("data-next-key")).toBe("p");
    await page.keyboard.type("preview_of =");
    await dialog.locator("[data-reading=wpm]").waitFor();
    await expect.poll(() => field.getAttribute("data-next-key")).toBe(" ");
    // Escape is a key of the game, so it does not close the dialog.
    await page.keyboard.press("Escape");
    expect(await dialog.count()).toBe(1);
    await page.keyboard.press("Shift+Escape");
    await dialog.getByText("The preview is over.").waitFor();
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await expect
      .poll(() => opener.evaluate((button) => button === document.activeElement))
      .toBe(true);
    const sessions = await site.db.selectFrom("game_sessions").select("id").execute();
    expect(sessions).toEqual([]);
    expect(await storedSnippet(id)).toMatchObject({ usage_count: 0 });
  });

  it("does not open for a snippet that cannot be played", async () => {
    const { page, open } = await adminPage();
    await open("/admin/snippets/new");
    await waitForParsers(page);
    await page.getByRole("button", { name: "Play it" }).click({ force: true });
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});

describe("the import of files", () => {
  it("lists what would be imported, then imports it", async () => {
    const { page, open } = await adminPage();
    await open("/admin/snippets/import");
    const file = (name: string, text: string) => ({
      name,
      mimeType: "text/plain",
      buffer: Buffer.from(text),
    });
    const choose = (...files: ReturnType<typeof file>[]) =>
      page.getByLabel("Files", { exact: true }).setInputFiles(files);
    const good = file("chosen.1.py", "chosen = 1\r\n");
    await choose(good, file("chosen.2.py", "chosen ="));
    await page.getByLabel("Difficulty of source files").selectOption("EASY");
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByRole("status").getByText("Nothing is stored: 1 of 2").waitFor();
    await page.getByRole("row", { name: /chosen\.2\.py.*Line 1, column 9.*refused/ }).waitFor();
    // Another choice of files clears the list.
    await choose(good);
    await page.getByRole("row").first().waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Import all" }).click();
    await page.getByRole("status").getByText("1 snippet stored").waitFor();
    await page.getByRole("link", { name: "stored" }).click();
    await page.getByRole("heading", { name: "chosen" }).waitFor();
    const { items } = await listSnippets(site.db, await createAdmin(site.db), {
      limit: 20,
      category: "chosen",
    });
    expect(items.map(({ snippet_text }) => snippet_text)).toEqual(["chosen = 1"]);
  });
});

describe.each(VIEWS)("the pages of snippets in $colorScheme at $viewport.width pixels", (view) => {
  it("have no violation that axe finds, and none is wider than the window", async () => {
    const snippet_text = `wide_${view.colorScheme} = "${"x".repeat(60)}"`;
    const { id } = await addSnippet({ snippet_text });
    const { page, open } = await adminPage({
      ...view,
      bypassCSP: true,
      reducedMotion: "reduce",
    });
    const check = async (name: string) => {
      expect(await violationsOf(page), name).toEqual([]);
      expect(await horizontalOverflow(page), name).toBeLessThanOrEqual(0);
    };
    for (const path of ["", "?q=loops", "?category=No%20Such", "?q=no-such-thing", "/import"]) {
      await open(`/admin/snippets${path}`);
      await check(path);
    }
    await open(`/admin/snippets/${id}`);
    await waitForParsers(page);
    await check("editor");
    await codeField(page).fill("x = (\n\ty = ;");
    await errorList(page).getByRole("button").first().waitFor();
    await check("syntax errors");
    await codeField(page).fill("x = 1");
    await page.getByRole("button", { name: "Play it" }).click();
    await expect.poll(() => page.getByTestId("field").getAttribute("data-next-key")).toBe("x");
    await page.keyboard.press("Shift+Escape");
    await page.getByText("The preview is over.").waitFor();
    await check("preview");
  });
});
