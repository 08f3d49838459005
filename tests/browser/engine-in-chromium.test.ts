import { build, type Rollup } from "vite";
import { expect, it } from "vitest";
import { withBrowser } from "../support/browser.ts";
import { replayOutcomes } from "../support/replay-outcomes.ts";
import { playSampleRuns } from "../support/sample-runs.ts";

const browser = withBrowser();

it("the engine computes the same outcomes in Chromium as in Node", async () => {
  const [bundle] = (await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: { entry: "tests/support/replay-outcomes.ts", name: "engine", formats: ["iife"] },
    },
  })) as Rollup.RollupOutput[];
  const page = await browser.open();
  await page.addScriptTag({ content: bundle?.output[0].code ?? "" });
  const runs = playSampleRuns();
  const outcomes = await page.evaluate((runs) => {
    const { engine } = window as unknown as {
      engine: { replayOutcomes(runs: unknown): Promise<string[]> };
    };
    return engine.replayOutcomes(runs);
  }, runs);
  expect(outcomes).toEqual(await replayOutcomes(runs));
});
