-- Each version of the engine has boards of its own, its season (docs/decisions/0044-seasons.md).

-- The engine version of the result. A place before a small integer was free in the row and in both indexes, so nothing
-- grows. The default is the only version until now.
ALTER TABLE "leaderboards" ADD COLUMN "season" SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE "board_milestones" ADD COLUMN "season" SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE "leaderboards" ALTER COLUMN "season" DROP DEFAULT;
ALTER TABLE "board_milestones" ALTER COLUMN "season" DROP DEFAULT;

DROP INDEX "leaderboards_user_board_key";
CREATE UNIQUE INDEX "leaderboards_user_board_key" ON "leaderboards"
    ("user_id", "leaderboard_type", "period_start", "metric", "language", "difficulty", "season")
    NULLS NOT DISTINCT;

DROP INDEX "leaderboards_board_rank_idx";
CREATE INDEX "leaderboards_board_rank_idx" ON "leaderboards"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty", "season",
     (-"score"), "ranked_at", "user_id") INCLUDE ("score");

DROP INDEX "board_milestones_board_key";
CREATE UNIQUE INDEX "board_milestones_board_key" ON "board_milestones"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty", "season",
     (-"score"), "ranked_at")
    NULLS NOT DISTINCT;
