-- What the planner needs for plans that are kept for all boards (docs/decisions/0060-prepared-statements.md).

-- What a player's place is compared by is in the index that finds it. Without, the index of ranks looks cheaper, which has these columns
-- too, and the board is walked until the player comes. Where boards are large, it is created by hand before (docs/operations.md).
CREATE UNIQUE INDEX IF NOT EXISTS "leaderboards_user_board_covering_key" ON "leaderboards"
    ("user_id", "leaderboard_type", "period_start", "metric", "language", "difficulty", "season")
    INCLUDE ("score", "ranked_at") NULLS NOT DISTINCT;
DROP INDEX "leaderboards_user_board_key";
ALTER INDEX "leaderboards_user_board_covering_key" RENAME TO "leaderboards_user_board_key";

-- A period has one type, and few types have all rows. As independent columns they make boards look so small that sorting one whole
-- seems cheaper than walking it for a page.
CREATE STATISTICS "leaderboards_board_stats" (dependencies)
    ON "leaderboard_type", "period_start", "metric", "season" FROM "leaderboards";
