-- The keystroke layer. Every practice drill is a typing session. Every game records one too, which
-- `game_session_id` links to it.

CREATE TABLE "typing_sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "game_session_id" UUID,
    "session_token" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key_sequence" JSONB,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ,
    "is_completed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- The time when the key log of a running game was last saved. A log that arrives long after its
    -- last key counts as a result that arrives late.
    "kept_at" TIMESTAMPTZ,

    CONSTRAINT "typing_sessions_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "typing_sessions_session_token_key" ON "typing_sessions"("session_token");
CREATE UNIQUE INDEX "typing_sessions_game_session_id_key" ON "typing_sessions"("game_session_id");
CREATE INDEX "typing_sessions_user_id_idx" ON "typing_sessions"("user_id");

ALTER TABLE "typing_sessions" ADD CONSTRAINT "typing_sessions_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "typing_sessions" ADD CONSTRAINT "typing_sessions_game_session_id_fkey"
    FOREIGN KEY ("game_session_id") REFERENCES "game_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "typing_results" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "total_keys_pressed" INTEGER NOT NULL,
    "correct_keys" INTEGER NOT NULL,
    "incorrect_keys" INTEGER NOT NULL,
    "accuracy_percentage" DOUBLE PRECISION NOT NULL,
    "keys_per_minute" DOUBLE PRECISION NOT NULL,
    "duration_seconds" INTEGER NOT NULL,
    "ended_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "typing_results_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "typing_results_session_id_key" ON "typing_results"("session_id");
CREATE INDEX "typing_results_user_id_idx" ON "typing_results"("user_id");

ALTER TABLE "typing_results" ADD CONSTRAINT "typing_results_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "typing_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "typing_results" ADD CONSTRAINT "typing_results_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
