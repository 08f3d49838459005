import type { BoardQuery } from "../../contracts/leaderboard.ts";

export type BoardFilter = Pick<
  BoardQuery,
  "type" | "metric" | "language" | "difficulty" | "period"
>;

/** The address of a board, or of a page of it; what is the default is left out. */
export function boardPath({
  type,
  metric,
  language,
  difficulty,
  period,
  cursor,
}: BoardFilter & { cursor?: string }): string {
  const search = new URLSearchParams();
  if (type !== "all_time") search.set("type", type);
  if (period) search.set("period", period);
  if (metric !== "score") search.set("metric", metric);
  if (language) search.set("language", language);
  if (difficulty) search.set("difficulty", difficulty);
  if (cursor) search.set("cursor", cursor);
  return search.size > 0 ? `/leaderboard?${search}` : "/leaderboard";
}
