-- Failed sign-ins, counted for an account (by its address, whether or not it exists) and for a network
-- address. The counts survive restarts and hold for all locations; the edge's rate limits do not.

CREATE TABLE "sign_in_failures" (
    -- SHA-256 of the address, so that a leaked table names nobody.
    "subject" CHAR(64) NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blocked_until" TIMESTAMPTZ,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("subject")
);

-- The cron removes old failures along this index.
CREATE INDEX "sign_in_failures_last_failed_at_idx" ON "sign_in_failures"("last_failed_at");
