-- Which runs count (docs/decisions/0037-counted-runs.md): quotas of starts, and runs that overlap another one
-- of the same account.

-- The latest starts of games by an account or a network. The counts survive restarts and hold for all
-- locations; the edge's rate limits do not.
CREATE TABLE "game_start_counts" (
    -- SHA-256 of the account's id or the network address, so that a leaked table names nobody.
    "subject" TEXT NOT NULL,
    -- In their order, at most as many as the quota.
    "starts" TIMESTAMPTZ[] NOT NULL DEFAULT '{}',
    "last_started_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "game_start_counts_pkey" PRIMARY KEY ("subject")
);

-- The cron removes old counters along this index.
CREATE INDEX "game_start_counts_last_started_at_idx" ON "game_start_counts"("last_started_at");

-- When the first and the last key of the run were pressed; NULL for a run without keys, and for runs that
-- were stored before these columns existed.
ALTER TABLE "game_results"
    ADD COLUMN "first_key_at" TIMESTAMPTZ,
    ADD COLUMN "last_key_at" TIMESTAMPTZ;

-- Finds a player's runs that were typed at a time. Partial, so that creating it takes one scan of the table.
CREATE INDEX "game_results_keys_idx" ON "game_results"("user_id", "last_key_at") WHERE "last_key_at" IS NOT NULL;

-- The results that were stored before the rule are counted again by the cron, which looks at each of them once.
INSERT INTO "maintenance_marks" ("name", "reached") VALUES ('counted_runs', '-infinity');
