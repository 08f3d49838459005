/** First pages of boards in the edge's cache: of this data centre alone, and nothing on `workers.dev`. */
import type { BoardCache } from "../../app/.server/leaderboards/cache.ts";
import { boardSchema } from "../../app/contracts/leaderboard.ts";

const KEPT_SECONDS = 5 * 60;

type Key = Parameters<BoardCache["keep"]>[0];

/** A cache knows responses by addresses; nobody can ask for these. */
const addressOf = ({ type, period_start, metric, language, difficulty }: Key) =>
  `https://boards.invalid/${[type, period_start, metric, language ?? "all", difficulty ?? "all"].join("/")}`;

/**
 * @param later keeps the Worker alive until something is done
 * @param found is told of each look whether a board was there, and how many milliseconds it took
 */
export function boardCache(
  later: (work: Promise<unknown>) => void,
  found: (hit: boolean, milliseconds: number) => void,
): BoardCache {
  const opened = () => caches.open("boards");
  return {
    async read(board) {
      const started = performance.now();
      const kept = await (await opened()).match(addressOf(board));
      // What another version kept may look otherwise.
      const page = boardSchema.safeParse(await kept?.json()).data;
      found(page !== undefined, performance.now() - started);
      return page;
    },
    keep(board, page) {
      const headers = { "Cache-Control": `max-age=${KEPT_SECONDS}` };
      const kept = Response.json(page, { headers });
      later(opened().then((cache) => cache.put(addressOf(board), kept)));
    },
    async drop(boards) {
      const cache = await opened();
      await Promise.all(boards.map((board) => cache.delete(addressOf(board))));
    },
  };
}
