-- Games: what a replay needs, the ways to play, and the status of a result.

CREATE TYPE "GameMode" AS ENUM ('standard', 'daily', 'daily_practice', 'rematch', 'relaxed');
CREATE TYPE "GameOutcome" AS ENUM ('defeat', 'quit');
CREATE TYPE "ResultStatus" AS ENUM ('VERIFIED', 'FLAGGED', 'VOIDED', 'UNRANKED');

-- Every text that a snippet ever had. A session stores the ids of the versions that it was served
-- (4 bytes each) and no copy of the 12 texts. With ten million sessions that is 0.5 GB and not 40 GB.
CREATE TABLE "code_snippet_versions" (
    "id" INTEGER GENERATED ALWAYS AS IDENTITY,
    "snippet_id" UUID NOT NULL,
    "category" VARCHAR(50) NOT NULL,
    "snippet_text" TEXT NOT NULL,
    "token_count" INTEGER NOT NULL,
    "expected_wpm" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "code_snippet_versions_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "code_snippet_versions_snippet_id_idx" ON "code_snippet_versions"("snippet_id");

-- Deferred, because the trigger of `keep_snippet_version` inserts a version before its snippet.
ALTER TABLE "code_snippet_versions" ADD CONSTRAINT "code_snippet_versions_snippet_id_fkey"
    FOREIGN KEY ("snippet_id") REFERENCES "code_snippets"("id") DEFERRABLE INITIALLY DEFERRED;

-- The version of the present text.
ALTER TABLE "code_snippets" ADD COLUMN "version_id" INTEGER NOT NULL;

CREATE INDEX "code_snippets_version_id_idx" ON "code_snippets"("version_id");

ALTER TABLE "code_snippets" ADD CONSTRAINT "code_snippets_version_id_fkey"
    FOREIGN KEY ("version_id") REFERENCES "code_snippet_versions"("id");

ALTER TABLE "game_sessions"
    ADD COLUMN "mode" "GameMode" NOT NULL DEFAULT 'standard',
    ADD COLUMN "seed" INTEGER NOT NULL,
    ADD COLUMN "engine_version" INTEGER NOT NULL,
    ADD COLUMN "snippet_versions" INTEGER[] NOT NULL,
    ADD COLUMN "expires_at" TIMESTAMPTZ NOT NULL,
    ADD COLUMN "outcome" "GameOutcome",
    ADD COLUMN "ended_at_ms" INTEGER,
    -- The day whose challenge the session plays.
    ADD COLUMN "challenge_day" DATE;

-- A player has at most one open session. `open_session` closes the others.
CREATE UNIQUE INDEX "game_sessions_open_key" ON "game_sessions"("user_id") WHERE "ended_at" IS NULL;

-- A player has one ranked run a day and language.
CREATE UNIQUE INDEX "game_sessions_daily_key" ON "game_sessions"("user_id", "challenge_day", "language")
    WHERE "mode" = 'daily';

-- The cron closes expired sessions along this index.
CREATE INDEX "game_sessions_expires_at_idx" ON "game_sessions"("expires_at") WHERE "ended_at" IS NULL;

-- The history's filters read a player's sessions from this index alone. In the table these sessions lie
-- as far apart as they were played, a page each.
DROP INDEX "game_sessions_user_id_idx";
CREATE INDEX "game_sessions_user_id_idx" ON "game_sessions"("user_id")
    INCLUDE ("id", "language", "difficulty", "mode");

-- The status has no default: the statement that stores a result states how far it is trusted.
ALTER TABLE "game_results"
    ADD COLUMN "status" "ResultStatus" NOT NULL,
    ADD COLUMN "flags" TEXT[] NOT NULL DEFAULT '{}';

-- A player's results, newest first, each with its session. A scan of this index finds the newest, or the
-- next that matches a filter. Without INCLUDE the planner read and sorted all 10,000 runs of an active
-- player (26 ms a page), because it expects an average player.
CREATE INDEX "game_results_history_idx" ON "game_results"("user_id", "ended_at" DESC, "id" DESC)
    INCLUDE ("session_id");

-- The results that wait for a moderator, and the results that a moderator voided.
CREATE INDEX "game_results_flagged_idx" ON "game_results"("ended_at" DESC, "id" DESC) WHERE "status" = 'FLAGGED';
CREATE INDEX "game_results_voided_idx" ON "game_results"("ended_at" DESC, "id" DESC) WHERE "status" = 'VOIDED';

-- The plan that everybody plays on one UTC day. The first start of the day creates it, so nobody knows
-- it earlier.
CREATE TABLE "daily_challenges" (
    "day" DATE NOT NULL,
    "language" "Language" NOT NULL,
    "seed" INTEGER NOT NULL,
    "snippet_versions" INTEGER[] NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "daily_challenges_pkey" PRIMARY KEY ("day", "language")
);
