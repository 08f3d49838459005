-- Version 1.0 of the schema document, statement by statement. The one difference: TIMESTAMP is
-- TIMESTAMPTZ (docs/decisions/0003-schema-deviations.md). Later files add to these tables.

-- Create enums
CREATE TYPE "UserRole" AS ENUM ('PLAYER', 'ADMIN', 'MODERATOR');
CREATE TYPE "Language" AS ENUM ('PYTHON', 'REACT', 'JAVASCRIPT', 'TYPESCRIPT');
CREATE TYPE "Difficulty" AS ENUM ('EASY', 'NORMAL', 'HARD', 'EXPERT');

-- Create users table
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "username" VARCHAR(50) NOT NULL,
    "email" VARCHAR(255) NOT NULL,
    "password_hash" VARCHAR(255) NOT NULL,
    "display_name" VARCHAR(100) NOT NULL,
    "role" "UserRole" NOT NULL DEFAULT 'PLAYER',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "last_login_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "users_username_key" ON "users"("username");
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");
CREATE INDEX "users_created_at_idx" ON "users"("created_at");

-- Create user_statistics table
CREATE TABLE "user_statistics" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "total_games" INTEGER NOT NULL DEFAULT 0,
    "total_playtime_sec" INTEGER NOT NULL DEFAULT 0,
    "best_score" INTEGER NOT NULL DEFAULT 0,
    "best_wpm" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "avg_wpm" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "avg_accuracy" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "total_words_typed" INTEGER NOT NULL DEFAULT 0,
    "total_enemies_killed" INTEGER NOT NULL DEFAULT 0,
    "highest_wave" INTEGER NOT NULL DEFAULT 0,
    "favorite_language" "Language",
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_statistics_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "user_statistics_user_id_key" ON "user_statistics"("user_id");
CREATE INDEX "user_statistics_best_score_idx" ON "user_statistics"("best_score");
CREATE INDEX "user_statistics_best_wpm_idx" ON "user_statistics"("best_wpm");

ALTER TABLE "user_statistics" ADD CONSTRAINT "user_statistics_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Create game_sessions table
CREATE TABLE "game_sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "session_token" UUID NOT NULL DEFAULT gen_random_uuid(),
    "language" "Language" NOT NULL,
    "difficulty" "Difficulty" NOT NULL DEFAULT 'NORMAL',
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ,
    "is_completed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "game_sessions_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "game_sessions_session_token_key" ON "game_sessions"("session_token");
CREATE INDEX "game_sessions_user_id_idx" ON "game_sessions"("user_id");
CREATE INDEX "game_sessions_started_at_idx" ON "game_sessions"("started_at");

ALTER TABLE "game_sessions" ADD CONSTRAINT "game_sessions_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Create game_results table
CREATE TABLE "game_results" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "final_score" INTEGER NOT NULL,
    "waves_completed" INTEGER NOT NULL,
    "enemies_killed" INTEGER NOT NULL,
    "accuracy_percentage" DOUBLE PRECISION NOT NULL,
    "words_per_minute" DOUBLE PRECISION NOT NULL,
    "total_words_typed" INTEGER NOT NULL,
    "correct_words" INTEGER NOT NULL,
    "incorrect_words" INTEGER NOT NULL,
    "max_combo" INTEGER NOT NULL,
    "total_damage_dealt" INTEGER NOT NULL,
    "total_damage_taken" INTEGER NOT NULL,
    "playtime_seconds" INTEGER NOT NULL,
    "ended_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "game_results_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "game_results_session_id_key" ON "game_results"("session_id");
CREATE INDEX "game_results_user_id_idx" ON "game_results"("user_id");
CREATE INDEX "game_results_final_score_idx" ON "game_results"("final_score");
CREATE INDEX "game_results_ended_at_idx" ON "game_results"("ended_at");

ALTER TABLE "game_results" ADD CONSTRAINT "game_results_session_id_fkey"
    FOREIGN KEY ("session_id") REFERENCES "game_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "game_results" ADD CONSTRAINT "game_results_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Create code_snippets table
CREATE TABLE "code_snippets" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "language" "Language" NOT NULL,
    "difficulty" "Difficulty" NOT NULL,
    "category" VARCHAR(50) NOT NULL,
    "snippet_text" TEXT NOT NULL,
    "token_count" INTEGER NOT NULL,
    "expected_wpm" DOUBLE PRECISION NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "usage_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "code_snippets_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "code_snippets_language_difficulty_idx" ON "code_snippets"("language", "difficulty");
CREATE INDEX "code_snippets_is_active_idx" ON "code_snippets"("is_active");
CREATE INDEX "code_snippets_usage_count_idx" ON "code_snippets"("usage_count");

-- Create trigger for updated_at auto-update
CREATE OR REPLACE FUNCTION update_updated_at_column()
RETURNS TRIGGER AS $$
BEGIN
    NEW.updated_at = CURRENT_TIMESTAMP;
    RETURN NEW;
END;
$$ language 'plpgsql';

CREATE TRIGGER update_users_updated_at BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_user_statistics_updated_at BEFORE UPDATE ON user_statistics
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_game_sessions_updated_at BEFORE UPDATE ON game_sessions
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_code_snippets_updated_at BEFORE UPDATE ON code_snippets
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
