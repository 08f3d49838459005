import type { BoardQuery } from "../../contracts/leaderboard.ts";
import { pathWithSearch } from "../shared/path-with-search.ts";

export type BoardFilter = Pick<
  BoardQuery,
  "type" | "metric" | "language" | "difficulty" | "period"
>;

/** Returns the URL of a board, or of a page of it. Default values are left out. */
export function boardPath({
  type,
  metric,
  language,
  difficulty,
  period,
  cursor,
}: BoardFilter & { cursor?: string }): string {
  return pathWithSearch("/leaderboard", {
    type: type === "all_time" ? undefined : type,
    period,
    metric: metric === "score" ? undefined : metric,
    language,
    difficulty,
    cursor,
  });
}
