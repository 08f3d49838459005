/** The cache of boards while there is none: this process has no Cache API. */
import { expect, it } from "vitest";
import { boardCache } from "../../workers/middleware/board-cache.ts";

const BOARD = { type: "all_time", period_start: "0001-01-01", metric: "score", season: 2 } as const;

it("finds no board, keeps and drops none, and says that what shows a board may not be kept", async () => {
  let unnoted = 0;
  const works: Promise<unknown>[] = [];
  const cache = boardCache({
    waitUntil: (work) => works.push(work),
    onUnnoted: () => {
      unnoted += 1;
    },
  });
  expect(await cache.read(BOARD)).toBeUndefined();
  await cache.show(BOARD);
  expect([unnoted, cache.shown.size]).toEqual([2, 0]);
  cache.keep(BOARD, {} as never);
  await Promise.all(works);
  await cache.drop([BOARD]);
});
