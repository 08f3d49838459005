import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { violationsOf } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { visit } from "../support/personas.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";

const site = withSite();
const browser = withBrowser();

const VIEWS = [
  { colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

async function administration(options = {}) {
  const page = await browser.open({ bypassCSP: true, reducedMotion: "reduce", ...options });
  const { token, ...admin } = await visit(site, "admin");
  await signIn(site, page, { ...admin, access_token: token } as SignedIn);
  return page;
}

/** One minute for all of this file, however long it takes. */
const BAD_MINUTE = new Date().toISOString();

/** A bad quarter of an hour: one route fails, by a statement that takes long. */
async function incident() {
  const name = "update game_results #abcdef";
  const now = sql`date_trunc('minute', ${BAD_MINUTE}::timestamptz)`;
  await sql`INSERT INTO metric_tallies (seconds, slot, kind, name, outcome, count, milliseconds, buckets)
    SELECT 60, ${now}, kind, name, outcome, 200, 400000, array_fill(0, ARRAY[52]) || 200
    FROM (VALUES ('route', 'POST /api/game/end', '5xx'), ('query', ${name}, 'ok')) bad (kind, name, outcome)
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
  await sql`INSERT INTO metric_slow_statements (occurred_at, name, milliseconds, plan)
    VALUES (now(), ${name}, 2000, ${JSON.stringify(plan)}::jsonb)`.execute(site.db);
  return name;
}

describe.each(VIEWS)("in $colorScheme at $viewport.width", (view) => {
  it("axe finds nothing on the page, before and after something went wrong", async () => {
    const page = await administration(view);
    const look = async (back: string) => {
      await page.goto(`${site.origin}/admin/monitoring?window=${back}`);
      for (const summary of await page.locator("main summary").all()) await summary.click();
      expect(await violationsOf(page), back).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(wider, back).toBeLessThanOrEqual(0);
    };
    await look("24h");
    await incident();
    await look("15m");
  });
});

describe("whoever is on call", () => {
  it("sees first what is wrong, then where, then how PostgreSQL goes about it", async () => {
    const name = await incident();
    const page = await administration();
    await page.goto(`${site.origin}/admin/monitoring?window=15m`);
    const wrong = page.getByRole("region", { name: "What is wrong" }).getByRole("listitem");
    await expect
      .poll(() => wrong.allTextContents())
      .toEqual([
        expect.stringMatching(/^Now.*of all requests failed.*POST \/api\/game\/end/),
        expect.stringMatching(/^Soon.*POST \/api\/game\/end \(2031 ms\)/),
        expect.stringContaining(name),
      ]);
    const routes = page.getByRole("table", { name: "Routes", exact: true });
    const first = routes.getByRole("row").nth(1);
    await expect.poll(() => first.textContent()).toMatch(/^POST \/api\/game\/end200200100%/);
    const slow = page.getByRole("region", { name: "Over 100 ms" });
    await slow.getByText(name).first().click();
    await expect.poll(() => slow.textContent()).toContain("-> Seq Scan on game_results");
    await expect.poll(() => slow.textContent()).toContain("Filter: (status = ?)");
  });

  it("chooses how far back by a link, without script too", async () => {
    const page = await administration({ javaScriptEnabled: false });
    await page.goto(`${site.origin}/admin/monitoring`);
    const windows = page.getByRole("navigation", { name: "How far back" });
    const chosen = () => windows.locator("[aria-current=true]").textContent();
    expect(await chosen()).toBe("1 h");
    await windows.getByRole("link", { name: "24 h" }).click();
    expect(await chosen()).toBe("24 h");
    expect(await page.getByText("quarter of an hour").count()).toBeGreaterThan(0);
  });
});
