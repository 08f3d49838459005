import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { withBrowser } from "../support/browser.ts";
import { registerInBrowser, shootFirstBug, startRun } from "../support/new-player-run.ts";
import { startSite } from "../support/site.ts";
import { startStoppablePostgres } from "../support/stoppable-postgres.ts";
import { typeOn } from "../support/typing.ts";

const browser = withBrowser();
let server: Awaited<ReturnType<typeof startStoppablePostgres>>;
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  server = await startStoppablePostgres();
  site = await startSite(server.siteUrl);
});
afterAll(async () => {
  await site.close();
  await server.remove();
});

it("a run goes on without the database, waits at its end, and is sent when the database is back", async () => {
  const page = await browser.open({ tolerate: /Failed to load resource/ });
  await registerInBrowser(page, site.origin, "survivor");
  await startRun(page);
  await typeOn(page, 16, (keys) => keys === 5);

  await server.takeDown("stopped");
  await shootFirstBug(page);
  await page.keyboard.press("Shift+Escape");
  await page.getByText("not sent yet").waitFor();

  // Other pages say that the database is away, and that the run waits.
  await page.goto(`${site.origin}/history`);
  await page.getByRole("heading", { name: "The database is away" }).waitFor();
  await page.getByText("waits for the network, or for our server").waitFor();
  await page.goto(site.origin);
  await page.getByRole("heading", { name: /Production is on/ }).waitFor();

  await server.bringBack("stopped");
  await page.getByText("arrived").waitFor();
  await page.goto(`${site.origin}/history`);
  await page.getByRole("table").waitFor();
  const { db, close } = connect(server.url);
  expect(await db.selectFrom("game_results").select("id").execute()).toHaveLength(1);
  await close();
});
