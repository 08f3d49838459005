-- One row for a player's best on one board. A board is a period of a type, a
-- metric, and a language and difficulty, where NULL is "all of them".

CREATE TYPE "LeaderboardType" AS ENUM ('all_time', 'weekly', 'daily');
CREATE TYPE "LeaderboardMetric" AS ENUM ('score', 'wpm');

CREATE TABLE "leaderboards" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "leaderboard_type" "LeaderboardType" NOT NULL,
    -- The period's first day, UTC; for all time the first day there is.
    "period_start" DATE NOT NULL DEFAULT '0001-01-01',
    "metric" "LeaderboardMetric" NOT NULL DEFAULT 'score',
    "language" "Language",
    "difficulty" "Difficulty",
    "score" DOUBLE PRECISION NOT NULL,
    "result_id" UUID NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    -- When the result came that ranks here; of equals the earlier is first.
    "ranked_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leaderboards_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "leaderboards_board_user_key" ON "leaderboards"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty", "user_id")
    NULLS NOT DISTINCT;
CREATE INDEX "leaderboards_board_rank_idx" ON "leaderboards"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty",
     "score" DESC, "ranked_at", "user_id");
CREATE INDEX "leaderboards_user_id_idx" ON "leaderboards"("user_id");
CREATE INDEX "leaderboards_result_id_idx" ON "leaderboards"("result_id");

ALTER TABLE "leaderboards" ADD CONSTRAINT "leaderboards_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "leaderboards" ADD CONSTRAINT "leaderboards_result_id_fkey"
    FOREIGN KEY ("result_id") REFERENCES "game_results"("id") ON DELETE CASCADE ON UPDATE CASCADE;
