import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { PASSWORD } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { mortalServer } from "../support/mortal-server.ts";
import { startSite } from "../support/site.ts";
import { typeOn } from "../support/typist.ts";

const browser = withBrowser();
let server: Awaited<ReturnType<typeof mortalServer>>;
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  server = await mortalServer();
  site = await startSite(server.siteUrl);
});
afterAll(async () => {
  await site.close();
  await server.remove();
});

it("a run goes on while the database is away, waits, and is sent when it is back", async () => {
  const page = await browser.open({ tolerate: /Failed to load resource/ });
  await page.goto(`${site.origin}/register?to=/play`);
  await page.getByLabel("Username").fill("survivor");
  await page.getByLabel("Email").fill("survivor@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/play");
  await page.getByRole("button", { name: /Start/ }).click();
  await page.getByTestId("field").waitFor();
  await typeOn(page, 16, (keys) => keys === 5);

  await server.leave("stopped");
  const kills = page.locator("[data-reading=kills] dd");
  for (let shot = "0"; shot === "0"; shot = await kills.innerText()) {
    await typeOn(page, 16, (keys) => keys === 5);
  }
  await page.keyboard.press("Shift+Escape");
  await page.getByText("not sent yet").waitFor();

  // Elsewhere on the site it says what is going on, and what becomes of the run.
  await page.goto(`${site.origin}/history`);
  await page.getByRole("heading", { name: "The database is away" }).waitFor();
  await page.getByText("waits for the network, or for our server").waitFor();
  await page.goto(site.origin);
  await page.getByRole("heading", { name: /Production is on/ }).waitFor();

  await server.back("stopped");
  await page.getByText("arrived").waitFor();
  await page.goto(`${site.origin}/history`);
  await page.getByRole("table").waitFor();
  const { db, close } = connect(server.url);
  expect(await db.selectFrom("game_results").select("id").execute()).toHaveLength(1);
  await close();
});
