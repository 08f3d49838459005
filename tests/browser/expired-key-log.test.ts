import { sql } from "kysely";
import { expect, it } from "vitest";
import { callForProblem } from "../support/api.ts";
import { withBrowser } from "../support/browser.ts";
import { createPlayer, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

it("a result whose key log was deleted says so, and offers no replay", async () => {
  const player = await createPlayer(site.db);
  const { ended } = await playGame(site.db, player, { wpm: 60, until: 60_000 });
  const { id } = ended.result;
  await sql`UPDATE typing_sessions SET key_sequence = NULL`.execute(site.db);

  expect(await callForProblem(site, `/game/result/${id}/replay`)).toMatchObject({
    status: 410,
    body: { status: 410, code: "log_forgotten" },
  });
  const page = await browser.open({ tolerate: /410 \(Gone\)/ });
  await page.goto(`${site.origin}/results/${id}`);
  await page.getByRole("button", { name: "Watch the run" }).click();
  await page.getByText("The keys of this run are no longer kept").waitFor();
  expect(await page.getByRole("button", { name: /Watch|Try again/ }).count()).toBe(0);
});
