-- WPM and accuracy of keys, beside the document's figures of tokens (docs/decisions/0041-figures-of-keys.md).

-- Both are computed by the server when the result is stored; NULL for a run whose keys nobody counted.
ALTER TABLE "game_results"
    -- Correct keys, in words of five, a minute.
    ADD COLUMN "standard_wpm" DOUBLE PRECISION,
    -- Percent of all keys that were correct.
    ADD COLUMN "key_accuracy" DOUBLE PRECISION;

-- Of the VERIFIED results that have these figures; NULL without one.
ALTER TABLE "user_statistics"
    ADD COLUMN "best_standard_wpm" DOUBLE PRECISION,
    ADD COLUMN "avg_standard_wpm" DOUBLE PRECISION,
    ADD COLUMN "avg_key_accuracy" DOUBLE PRECISION,
    -- The number of these results, by which the averages divide.
    ADD COLUMN "games_with_keys" INTEGER NOT NULL DEFAULT 0;

-- The results that were stored before get their figures from the cron, which looks at each of them once.
INSERT INTO "maintenance_marks" ("name", "reached") VALUES ('typing_figures', '-infinity');
