import { build, type Rollup } from "vite";
import { expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import { outcomesOf } from "../support/recorded-runs.ts";
import { recordRuns } from "../support/runs.ts";

const browser = withBrowser();

it("the engine gives the same runs in Chromium as in Node", async () => {
  const [bundle] = (await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: { entry: "tests/support/recorded-runs.ts", name: "engine", formats: ["iife"] },
    },
  })) as Rollup.RollupOutput[];
  const page = await browser.open();
  await page.addScriptTag({ content: bundle?.output[0].code ?? "" });
  const runs = recordRuns();
  const outcomes = await page.evaluate((runs) => {
    const { engine } = window as unknown as {
      engine: { outcomesOf(runs: unknown): Promise<string[]> };
    };
    return engine.outcomesOf(runs);
  }, runs);
  expect(outcomes).toEqual(await outcomesOf(runs));
});
