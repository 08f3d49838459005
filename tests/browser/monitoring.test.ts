import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { openAdminPage } from "../support/admin-page.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { withSite } from "../support/site.ts";
import { horizontalOverflow, VIEWS } from "../support/views.ts";

const site = withSite();
const browser = withBrowser();

const openPage = async (options = {}) =>
  (await openAdminPage(site, browser, { bypassCSP: true, reducedMotion: "reduce", ...options }))
    .page;

/** The minute of the incident: one for all tests of this file, however long they take. */
const INCIDENT_TIME = new Date().toISOString();

const REQUEST_ID = "6f1f2a34-9d5e-4c57-8a43-2f6f3d0f0a11";

/** Stores metrics of an incident: one route fails because of a slow statement, whose name is returned. */
async function storeIncident() {
  const name = "update game_results #abcdef";
  const now = sql`${INCIDENT_TIME}::timestamptz`;
  await sql`INSERT INTO metric_tallies (seconds, slot, kind, name, outcome, count, milliseconds, histogram)
    SELECT seconds, date_bin(make_interval(secs => seconds), ${now}, '2000-01-01T00:00Z'),
      kind, name, outcome, 200, 400000, ('200' || repeat('0', 9 * 52))::numeric
    FROM (VALUES ('route', 'POST /api/game/end', '5xx'), ('query', ${name}, 'ok')) bad (kind, name, outcome),
      unnest(ARRAY[60, 900]) seconds
    ON CONFLICT DO NOTHING`.execute(site.db);
  await sql`INSERT INTO metric_statements VALUES (${name}, 'UPDATE game_results SET status = ?')
    ON CONFLICT DO NOTHING`.execute(site.db);
  const plan = [
    { depth: 0, step: "ModifyTable on game_results", cost: 9, rows: 1, conditions: [] },
    {
      depth: 1,
      step: "Seq Scan on game_results",
      cost: 8.5,
      rows: 1,
      conditions: ["Filter: (status = ?)"],
    },
  ];
  await sql`INSERT INTO metric_slow_statements (occurred_at, name, milliseconds, request_id, plan)
    VALUES (now(), ${name}, 2000, ${REQUEST_ID}, ${JSON.stringify(plan)}::jsonb)`.execute(site.db);
  return name;
}

const statementPath = (name: string) => `/statements/${encodeURIComponent(name)}`;

describe.each(VIEWS)("monitoring in $colorScheme at $viewport.width pixels", (view) => {
  it("has no violation that axe finds and fits the window, before and after an incident", async () => {
    const page = await openPage(view);
    const check = async (path: string) => {
      await page.goto(`${site.origin}/admin/monitoring${path}`);
      const closed = page.locator("main details:not([open]) > summary");
      while ((await closed.count()) > 0) await closed.first().click();
      expect(await violationsOf(page), path).toEqual([]);
      expect(await horizontalOverflow(page), path).toBeLessThanOrEqual(0);
    };
    for (const path of ["?window=24h", "/database?window=24h"]) await check(path);
    const name = await storeIncident();
    const pages = ["?window=15m&all=routes", "/database?window=15m&all=tables"];
    for (const path of [...pages, statementPath(name)]) await check(path);
  });
});

describe("an administrator during an incident", () => {
  it("sees the alerts, the failing route and the plan of the slow statement", async () => {
    const name = await storeIncident();
    const page = await openPage();
    await page.goto(`${site.origin}/admin/monitoring?window=15m`);
    const alerts = page.getByRole("region", { name: "What is wrong" }).getByRole("listitem");
    await expect
      .poll(() => alerts.allTextContents())
      .toEqual([
        expect.stringMatching(/^Now.*of all requests failed.*POST \/api\/game\/end/),
        expect.stringMatching(/^Soon.*POST \/api\/game\/end \(2031 ms\)/),
        expect.stringContaining(name),
      ]);
    const routes = page.getByRole("table", { name: "Routes", exact: true });
    const firstRoute = routes.getByRole("row").nth(1);
    await expect.poll(() => firstRoute.textContent()).toMatch(/^POST \/api\/game\/end200200100%/);
    await alerts.last().getByRole("link", { name: "Figures of the database" }).click();
    const slow = page.getByRole("region", { name: "Over 100 ms" });
    await slow.getByRole("link", { name }).first().click();
    await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
    const main = page.getByRole("main");
    await expect.poll(() => main.textContent()).toContain("UPDATE game_results SET status = ?");
    expect(await main.textContent()).toContain("-> Seq Scan on game_results");
    expect(await main.textContent()).toContain("Filter: (status = ?)");
    expect(await main.textContent()).toContain(`In the log by ${REQUEST_ID}`);
    expect(new URL(page.url()).searchParams.get("window")).toBe("15m");
  });

  it("chooses the period and the whole of a list by links, also without script", async () => {
    await storeIncident();
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${site.origin}/admin/monitoring`);
    const windows = page.getByRole("navigation", { name: "How far back" });
    const chosen = () => windows.locator("[aria-current=true]").textContent();
    expect(await chosen()).toBe("1 h");
    await windows.getByRole("link", { name: "24 h" }).click();
    expect(await chosen()).toBe("24 h");
    // The rest of the page comes after its navigation.
    await expect.poll(() => page.getByText("quarter of an hour").count()).toBeGreaterThan(0);
    const pages = page.getByRole("navigation", { name: "Monitoring", exact: true });
    await pages.getByRole("link", { name: "Database" }).click();
    expect(await chosen()).toBe("24 h");
    const tables = page.getByRole("table", { name: "Tables" }).getByRole("row");
    await expect.poll(() => tables.count()).toBe(11);
    await page.getByRole("link", { name: /^All \d+ of “Tables”$/ }).click();
    await expect.poll(() => tables.count()).toBeGreaterThan(40);
    expect(await chosen()).toBe("24 h");
    await page.getByRole("link", { name: "The first 10 of “Tables”" }).click();
    await expect.poll(() => tables.count()).toBe(11);
  });
});
