-- Boards for every period, small enough for ten million results, and the milestones that make a rank
-- cheap at any depth (docs/decisions/0018-boards.md).

CREATE TYPE "LeaderboardType" AS ENUM ('all_time', 'weekly', 'daily', 'challenge');
CREATE TYPE "LeaderboardMetric" AS ENUM ('score', 'wpm');

-- A row is a player's best on one board. A board is a period of a type, a metric, and a language and a
-- difficulty, where NULL means all of them. A result writes up to 25 rows, so the table has no `id`,
-- `metadata` and `created_at`, and its widest columns come first, which loses no byte to alignment.
CREATE TABLE "leaderboards" (
    -- The score, or words a minute.
    "score" DOUBLE PRECISION NOT NULL,
    -- The end of the result. Of equal scores the earlier one ranks first.
    "ranked_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL,
    -- No foreign key: a result is deleted only with its player, and so are these rows. A key would need
    -- an index of its own and a look at `game_results` for every row.
    "result_id" UUID NOT NULL,
    "leaderboard_type" "LeaderboardType" NOT NULL,
    -- The first day of the period in UTC. All time begins with the first day there is.
    "period_start" DATE NOT NULL DEFAULT '0001-01-01',
    "metric" "LeaderboardMetric" NOT NULL DEFAULT 'score',
    "language" "Language",
    "difficulty" "Difficulty"
) WITH (
    -- Frequent vacuums mark pages as all-visible, so that ranges are counted in the index alone.
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.02
);

-- One row a player and board. The player comes first, so the rows of one result are neighbours, and
-- this index also finds all rows of a player.
CREATE UNIQUE INDEX "leaderboards_user_board_key" ON "leaderboards"
    ("user_id", "leaderboard_type", "period_start", "metric", "language", "difficulty")
    NULLS NOT DISTINCT;

-- A board in its order. The score is negated, so that every column ascends and a row comparison is one
-- range. The score is included as well, because an index-only count needs the column itself.
CREATE INDEX "leaderboards_board_rank_idx" ON "leaderboards"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty",
     (-"score"), "ranked_at", "user_id") INCLUDE ("score");

ALTER TABLE "leaderboards" ADD CONSTRAINT "leaderboards_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A player has some dozens of rows here, which ANALYZE underestimates in a large table: of a million
-- players it saw a seventh. The planner then cached accounts for the seven rows around a player
-- (Memoize), and the player's own rank took 4.4 ms and not 0.8. Takes effect with the next ANALYZE.
ALTER TABLE "leaderboards" ALTER COLUMN "user_id" SET (n_distinct = -0.03);

-- About every thousandth place of a large board, as the cron last counted it: `rank` is the place of a
-- player who reached this score at this time. It has no user_id, because nothing about a deleted account
-- may stay here.
CREATE TABLE "board_milestones" (
    "score" DOUBLE PRECISION NOT NULL,
    "ranked_at" TIMESTAMPTZ NOT NULL,
    "refreshed_at" TIMESTAMPTZ NOT NULL,
    "rank" INTEGER NOT NULL,
    "leaderboard_type" "LeaderboardType" NOT NULL,
    "period_start" DATE NOT NULL,
    "metric" "LeaderboardMetric" NOT NULL,
    "language" "Language",
    "difficulty" "Difficulty"
);

CREATE UNIQUE INDEX "board_milestones_board_key" ON "board_milestones"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty", (-"score"), "ranked_at")
    NULLS NOT DISTINCT;
