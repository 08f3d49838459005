import type { BoardQuery } from "../../contracts/leaderboard.ts";
import { pathWithSearch } from "../shared/path-with-search.ts";

/** The choice of a board; without a difficulty that of all, without a season that of the current one. */
export type BoardFilter = Pick<
  BoardQuery,
  "type" | "metric" | "language" | "difficulty" | "period" | "season"
> & { scope?: BoardQuery["scope"] };

/**
 * Returns the URL of a board, or of a page of it. Default values are left out, but the difficulty is always named: for
 * whoever follows the link, the page would open with another one.
 */
export function boardPath({
  type,
  metric,
  language,
  difficulty,
  period,
  season,
  scope,
  cursor,
}: BoardFilter & { cursor?: string }): string {
  return pathWithSearch("/leaderboard", {
    type: type === "all_time" ? undefined : type,
    period,
    metric: metric === "score" ? undefined : metric,
    language,
    difficulty: difficulty ?? "all",
    season: season?.toString(),
    scope: scope === "friends" ? scope : undefined,
    cursor,
  });
}
