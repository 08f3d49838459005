-- Drills, and what players' fingers do, key by key (docs/decisions/0050-keystrokes.md).

-- A drill: NULL for the session of a game, which has all this in `game_sessions`.
ALTER TABLE "typing_sessions"
    ADD COLUMN "language" "Language",
    -- As the request names it: "plain", "weak_keys", or {"keys": […]}.
    ADD COLUMN "focus" JSONB,
    -- The keys that it was to mend.
    ADD COLUMN "targets" TEXT[],
    -- What was typed: [[version_id, line, lines], …], lines from 0.
    ADD COLUMN "parts" JSONB,
    -- Since when it is out of the history. The cron job deletes it, once its keys are out of the statistics.
    ADD COLUMN "deleted_at" TIMESTAMPTZ,
    -- Whether its keys are in `keystroke_statistics`.
    ADD COLUMN "keys_counted" BOOLEAN NOT NULL DEFAULT false,
    -- Whether the cron job has to look at it: the sessions of before, and those whose status has changed.
    ADD COLUMN "keys_due" BOOLEAN NOT NULL DEFAULT true;

CREATE INDEX "typing_sessions_drills_idx" ON "typing_sessions"("user_id", "ended_at" DESC, "id" DESC)
    WHERE "game_session_id" IS NULL AND "deleted_at" IS NULL;
CREATE INDEX "typing_sessions_due_idx" ON "typing_sessions"("id") WHERE "keys_due" AND "is_completed";

-- The figures of a drill that its row does not give; NULL for a game.
ALTER TABLE "typing_results"
    ADD COLUMN "words_per_minute" DOUBLE PRECISION,
    ADD COLUMN "raw_words_per_minute" DOUBLE PRECISION,
    ADD COLUMN "consistency" DOUBLE PRECISION,
    -- From the first key on, in milliseconds.
    ADD COLUMN "duration_ms" INTEGER,
    -- What was hit instead of what: [{"expected", "typed", "count"}, …].
    ADD COLUMN "errors" JSONB;

-- Sums over the presses of a player in one language, as parallel arrays: rows of their own for each key and pair would
-- take eight times the space. `app/engine/keystrokes/sums.ts` says what is summed.
CREATE TABLE "keystroke_statistics" (
    "user_id" UUID NOT NULL,
    "language" "Language" NOT NULL,
    -- The first day of a quarter; -infinity for all of time.
    "period_start" DATE NOT NULL,
    -- Keys by their code point, ascending, and in the same order hits, errors, timed hits and their milliseconds.
    "keys" INTEGER[] NOT NULL DEFAULT '{}',
    "key_presses" INTEGER[] NOT NULL DEFAULT '{}',
    "key_errors" INTEGER[] NOT NULL DEFAULT '{}',
    "key_timed" INTEGER[] NOT NULL DEFAULT '{}',
    "key_ms" INTEGER[] NOT NULL DEFAULT '{}',
    -- In the order of TOKEN_KINDS.
    "kind_presses" INTEGER[] NOT NULL DEFAULT '{0,0,0,0,0,0,0}',
    "kind_errors" INTEGER[] NOT NULL DEFAULT '{0,0,0,0,0,0,0}',
    "kind_timed" INTEGER[] NOT NULL DEFAULT '{0,0,0,0,0,0,0}',
    "kind_ms" INTEGER[] NOT NULL DEFAULT '{0,0,0,0,0,0,0}',
    -- From an error to the next hit.
    "recovery_ms" INTEGER NOT NULL DEFAULT 0,
    -- Of all time alone. The most frequent pairs: 128 × the first key + the second, and in the same order timed hits,
    -- errors and the milliseconds of the hits.
    "pairs" SMALLINT[] NOT NULL DEFAULT '{}',
    "pair_timed" INTEGER[] NOT NULL DEFAULT '{}',
    "pair_errors" INTEGER[] NOT NULL DEFAULT '{}',
    "pair_ms" INTEGER[] NOT NULL DEFAULT '{}',
    -- 128 × the key that was due + the one that was pressed.
    "confusions" SMALLINT[] NOT NULL DEFAULT '{}',
    "confusion_counts" INTEGER[] NOT NULL DEFAULT '{}',
    -- The newest UTC days, ascending: correct keys, wrong ones, and the time that they took.
    "days" DATE[] NOT NULL DEFAULT '{}',
    "day_correct" INTEGER[] NOT NULL DEFAULT '{}',
    "day_incorrect" INTEGER[] NOT NULL DEFAULT '{}',
    "day_ms" INTEGER[] NOT NULL DEFAULT '{}',

    CONSTRAINT "keystroke_statistics_pkey" PRIMARY KEY ("user_id", "language", "period_start"),
    CONSTRAINT "keystroke_statistics_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "keystroke_statistics_period_start_idx" ON "keystroke_statistics"("period_start")
    WHERE "period_start" > '-infinity';

-- The same over a sample of all players of a language, which the cron job draws.
CREATE TABLE "keystroke_population" (
    "language" "Language" NOT NULL,
    "keys" INTEGER[] NOT NULL,
    "key_presses" BIGINT[] NOT NULL,
    "key_errors" BIGINT[] NOT NULL,
    "key_timed" BIGINT[] NOT NULL,
    "key_ms" BIGINT[] NOT NULL,
    "kind_presses" BIGINT[] NOT NULL,
    "kind_errors" BIGINT[] NOT NULL,
    "kind_timed" BIGINT[] NOT NULL,
    "kind_ms" BIGINT[] NOT NULL,
    "recovery_ms" BIGINT NOT NULL,
    "players" INTEGER NOT NULL,
    "drawn_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "keystroke_population_pkey" PRIMARY KEY ("language")
);
