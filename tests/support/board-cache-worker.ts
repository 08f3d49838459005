/**
 * A Worker with the cache of boards. `?steps=3`: a visitor keeps a page, and somebody drops the board when the cache has answered
 * three other questions meanwhile. Without it nobody drops the board. Answers with what the next visitor finds.
 */
import type { Board } from "../../app/contracts/leaderboard.ts";
import { boardCache } from "../../workers/middleware/board-cache.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    const { season, page } = (await request.json()) as { season: number; page: Board };
    const period_start = "0001-01-01";
    const board = { type: "all_time", metric: "score", period_start, season } as const;
    const works: Promise<unknown>[] = [];
    const visit = () => boardCache({ waitUntil: (work) => works.push(work) });
    const reader = visit();
    await reader.read(board);
    reader.keep(board, page);
    const steps = new URL(request.url).searchParams.get("steps");
    if (steps !== null) {
      const other = await caches.open("boards");
      for (let step = 0; step < Number(steps); step += 1)
        await other.match("https://boards.invalid/");
      await visit().drop([board]);
    }
    await Promise.all(works);
    const next = visit();
    const found = await next.read(board);
    return Response.json({
      found: found ?? null,
      sameVersion: [...next.shown.values()][0] === [...reader.shown.values()][0],
    });
  },
};
