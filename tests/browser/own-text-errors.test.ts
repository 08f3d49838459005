/** The editor of own texts says what is wrong with what is there, and nothing of what was there before. */
import { describe, expect, it } from "vitest";
import { register } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

describe("the editor of own texts", () => {
  it("takes the language from the title unless it was chosen, and forgets an error with what it was of", async () => {
    const page = await browser.open({ tolerate: /status of 4\d\d/ });
    await signIn(site, page, await register(site));
    await page.goto(`${site.origin}/practice/texts/new`);
    await page.locator("[data-coloured]").waitFor();
    const title = page.getByLabel("Title", { exact: true });
    const code = page.getByRole("textbox", { name: /^Code of/ });
    const errors = page.getByRole("list", { name: "What is wrong with the code" });
    const language = page.getByLabel("Language");
    await title.fill("loader.ts");
    expect(await language.inputValue()).toBe("TYPESCRIPT");
    await title.fill("loader.py");
    expect(await language.inputValue()).toBe("PYTHON");
    await language.selectOption("TYPESCRIPT");
    await title.fill("module.py");
    expect(await language.inputValue()).toBe("TYPESCRIPT");

    await code.fill("def f(x):\n    return x\n");
    const refused = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Add it" }).click();
    await refused;
    await errors.getByText(/^Line 1, column/).waitFor();
    await language.selectOption("PYTHON");
    await page.getByRole("status").getByText("the game can play this").waitFor();
    expect(await errors.getByRole("listitem").count()).toBe(0);
    expect(await code.getAttribute("aria-invalid")).not.toBe("true");
    // A fault that is repaired brings back no older one.
    await code.fill("def f(x:\n");
    await errors.getByRole("listitem").first().waitFor();
    await code.fill("def f(x): return x\n");
    await expect.poll(() => errors.getByRole("listitem").count()).toBe(0);
  });
});
