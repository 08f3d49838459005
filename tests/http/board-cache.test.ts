/** The cache of boards in workerd, while one visitor keeps a page and somebody else changes the board. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestHarness } from "wrangler";

const harness = createTestHarness({
  workers: [
    {
      config: {
        name: "board-cache",
        main: "tests/support/board-cache-worker.ts",
        compatibility_date: "2026-10-01",
        compatibility_flags: ["nodejs_compat"],
      },
    },
  ],
});
let origin: URL;
beforeAll(async () => {
  ({ url: origin } = await harness.listen());
});
afterAll(() => harness.close());

const page = {
  period: { start: "0001-01-01", ends_at: null },
  ...{ players: 0, items: [], next_cursor: null, generated_at: "2026-01-31T12:00:00.000Z" },
};
let season = 0;
const ask = async (query: string) => {
  season += 1;
  const body = JSON.stringify({ season, page });
  return (await fetch(new URL(query, origin), { method: "POST", body })).json();
};

it("gives the next visitor the page", async () => {
  expect(await ask("/")).toEqual({ found: page, sameVersion: true });
});

it.each([0, 1, 2, 3, 4])(
  "gives nobody the page of a board that was dropped %i looks after it was kept",
  async (steps) => {
    for (let round = 0; round < 5; round += 1) {
      expect(await ask(`/?steps=${steps}`)).toEqual({ found: null, sameVersion: false });
    }
  },
);
