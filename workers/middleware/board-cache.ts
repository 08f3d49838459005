/** Caches the first pages of boards in the Cache API, which has a cache for each data centre and none on `workers.dev`. */
import type { BoardCache } from "../../app/.server/leaderboards/cache.ts";
import { boardSchema } from "../../app/contracts/leaderboard.ts";

const MAX_AGE_SECONDS = 5 * 60;

type Key = Parameters<BoardCache["keep"]>[0];

/** Returns the cache key of a board: a URL that no request can have. */
const addressOf = ({ type, period_start, metric, language, difficulty, season }: Key) =>
  `https://boards.invalid/${[season, type, period_start, metric, language ?? "all", difficulty ?? "all"].join("/")}`;

/**
 * Returns the cache of this data centre.
 *
 * @param waitUntil keeps the Worker alive until work is done
 * @param onRead is called after each read with whether it was a hit, and its milliseconds
 */
export function boardCache(
  waitUntil: (work: Promise<unknown>) => void,
  onRead: (hit: boolean, milliseconds: number) => void,
): BoardCache {
  const open = () => caches.open("boards");
  return {
    async read(board) {
      const started = performance.now();
      const cached = await (await open()).match(addressOf(board));
      // An earlier release may have stored another shape.
      const page = boardSchema.safeParse(await cached?.json()).data;
      onRead(page !== undefined, performance.now() - started);
      return page;
    },
    keep(board, page) {
      const headers = { "Cache-Control": `max-age=${MAX_AGE_SECONDS}` };
      const response = Response.json(page, { headers });
      waitUntil(open().then((cache) => cache.put(addressOf(board), response)));
    },
    async drop(boards) {
      const cache = await open();
      await Promise.all(boards.map((board) => cache.delete(addressOf(board))));
    },
  };
}
