-- Attempts to sign in that have not succeeded, for an account (named by its
-- address, known or not) or for a network address. Survives restarts and counts
-- over all locations, which the edge's rate limits do not.

CREATE TABLE "sign_in_failures" (
    -- SHA-256 of what is counted: nothing to read for whoever gets this table.
    "subject" CHAR(64) NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blocked_until" TIMESTAMPTZ,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("subject")
);

CREATE INDEX "sign_in_failures_last_failed_at_idx" ON "sign_in_failures"("last_failed_at");

-- What the cron looks for.
CREATE INDEX "users_deleted_at_idx" ON "users"("deleted_at") WHERE "deleted_at" IS NOT NULL;
CREATE INDEX "game_sessions_expires_at_idx" ON "game_sessions"("expires_at") WHERE "ended_at" IS NULL;

-- How long the next attempt waits after so many failures: not at all, 2 seconds
-- doubled each time, or the whole lock.
CREATE OR REPLACE FUNCTION block_after(
    failures INTEGER, slowed_from INTEGER, locked_from INTEGER, locked_seconds INTEGER
) RETURNS INTERVAL AS $$
    SELECT CASE
        WHEN failures < slowed_from THEN NULL
        WHEN failures < locked_from THEN make_interval(secs => 2 ^ (failures - slowed_from + 1))
        ELSE make_interval(secs => locked_seconds)
    END;
$$ LANGUAGE sql IMMUTABLE;
