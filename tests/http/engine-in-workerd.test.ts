import { expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { replayOutcomes } from "../support/replay-outcomes.ts";
import { playSampleRuns } from "../support/sample-runs.ts";

it("the engine computes the same outcomes in workerd as in Node", async () => {
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
  const runs = playSampleRuns();
  const response = await fetch(url, { method: "POST", body: JSON.stringify(runs) });
  expect(await response.json()).toEqual(await replayOutcomes(runs));
});
