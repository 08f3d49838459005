-- Statistics for streaks, achievements and the favourite language (docs/decisions/0019-progress.md).
-- `count_result` adds one result to them, and `recount_player` adds all results of a player again.

ALTER TABLE "user_statistics"
    -- The number of VERIFIED games in each language. `favorite_language` is the highest.
    ADD COLUMN "games_by_language" JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN "best_combo" INTEGER NOT NULL DEFAULT 0,
    -- The best of runs that lasted a minute: the first words of a run are quick for everybody.
    ADD COLUMN "best_sustained_wpm" DOUBLE PRECISION NOT NULL DEFAULT 0,
    -- The best of runs of 100 words.
    ADD COLUMN "best_accuracy" DOUBLE PRECISION NOT NULL DEFAULT 0,
    -- The most words in a run without an incorrect one.
    ADD COLUMN "longest_flawless" INTEGER NOT NULL DEFAULT 0,
    -- The number of ranked runs of daily challenges.
    ADD COLUMN "challenge_runs" INTEGER NOT NULL DEFAULT 0,
    -- The UTC days with a VERIFIED run; neighbours are joined. Adding a day gives the same in any order
    -- and any number of times, so streaks are right for runs that arrive out of order.
    ADD COLUMN "played_days" DATEMULTIRANGE NOT NULL DEFAULT '{}',
    ADD COLUMN "last_played_day" DATE,
    -- The days in a row up to `last_played_day`. Whether the streak still runs depends on today.
    ADD COLUMN "last_streak" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "best_streak" INTEGER NOT NULL DEFAULT 0,
    -- The time of the last recount. The cron recounts players whose time is before a rule's `ruled_at`.
    ADD COLUMN "recounted_at" TIMESTAMPTZ NOT NULL DEFAULT 'epoch';

CREATE INDEX "user_statistics_recounted_at_idx" ON "user_statistics"("recounted_at");
