import { expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { outcomesOf } from "../support/recorded-runs.ts";
import { recordRuns } from "../support/runs.ts";

it("the engine gives the same runs in workerd as in Node", async () => {
  const harness = createTestHarness({
    workers: [
      {
        config: {
          name: "engine",
          main: "tests/support/engine-worker.ts",
          compatibility_date: "2026-10-01",
        },
      },
    ],
  });
  onTestFinished(() => harness.close());
  const { url } = await harness.listen();
  const runs = recordRuns();
  const response = await fetch(url, { method: "POST", body: JSON.stringify(runs) });
  expect(await response.json()).toEqual(await outcomesOf(runs));
});
