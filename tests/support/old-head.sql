-- A database of the 22 migrations that were there before the schema was written down anew, with rows in
-- every table (docs/decisions/0029-one-schema.md). The first part is those files, without their comments.
-- Do not change it: databases like this one exist.

BEGIN;

CREATE TABLE kysely_migration (name VARCHAR(255) NOT NULL PRIMARY KEY, timestamp VARCHAR(255) NOT NULL);
CREATE TABLE kysely_migration_lock (id VARCHAR(255) NOT NULL PRIMARY KEY, is_locked INTEGER NOT NULL DEFAULT 0);
INSERT INTO kysely_migration_lock (id) VALUES ('migration_lock');

-- 20251122_000001_init
CREATE TYPE "UserRole" AS ENUM ('PLAYER', 'ADMIN', 'MODERATOR');
CREATE TYPE "Language" AS ENUM ('PYTHON', 'REACT', 'JAVASCRIPT', 'TYPESCRIPT');
CREATE TYPE "Difficulty" AS ENUM ('EASY', 'NORMAL', 'HARD', 'EXPERT');

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

-- 20251122_000002_refresh_tokens
CREATE TABLE "refresh_tokens" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "family_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" CHAR(64) NOT NULL,
    "user_agent" VARCHAR(255),
    "expires_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "spent_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "refresh_tokens_token_hash_key" ON "refresh_tokens"("token_hash");
CREATE INDEX "refresh_tokens_user_id_idx" ON "refresh_tokens"("user_id");
CREATE INDEX "refresh_tokens_family_id_idx" ON "refresh_tokens"("family_id");
CREATE INDEX "refresh_tokens_expires_at_idx" ON "refresh_tokens"("expires_at");

ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE UNIQUE INDEX "users_username_lower_key" ON "users"(lower("username"));
CREATE UNIQUE INDEX "users_email_lower_key" ON "users"(lower("email"));

-- 20251122_000003_achievements
CREATE TABLE "achievements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" VARCHAR(100) NOT NULL,
    "description" TEXT NOT NULL,
    "requirement_type" VARCHAR(50) NOT NULL,
    "requirement_value" INTEGER NOT NULL,
    "icon_url" VARCHAR(255),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "achievements_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "achievements_name_key" ON "achievements"("name");

CREATE TABLE "user_achievements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "achievement_id" UUID NOT NULL,
    "unlocked_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_achievements_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "user_achievements_user_id_achievement_id_key"
    ON "user_achievements"("user_id", "achievement_id");
CREATE INDEX "user_achievements_achievement_id_idx" ON "user_achievements"("achievement_id");

ALTER TABLE "user_achievements" ADD CONSTRAINT "user_achievements_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "user_achievements" ADD CONSTRAINT "user_achievements_achievement_id_fkey"
    FOREIGN KEY ("achievement_id") REFERENCES "achievements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- 20251122_000004_settings_and_friends
CREATE TABLE "user_settings" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "theme" VARCHAR(32) NOT NULL DEFAULT 'system',
    "sound_enabled" BOOLEAN NOT NULL DEFAULT true,
    "sound_volume" SMALLINT NOT NULL DEFAULT 60,
    "controls" JSONB NOT NULL DEFAULT '{}',
    "preferred_language" "Language",
    "preferred_difficulty" "Difficulty",
    "notifications" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_settings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_settings_sound_volume_check" CHECK ("sound_volume" BETWEEN 0 AND 100)
);

CREATE UNIQUE INDEX "user_settings_user_id_key" ON "user_settings"("user_id");

ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER update_user_settings_updated_at BEFORE UPDATE ON user_settings
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TYPE "FriendStatus" AS ENUM ('PENDING', 'ACCEPTED', 'BLOCKED');

CREATE TABLE "friend_relationships" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "requester_id" UUID NOT NULL,
    "addressee_id" UUID NOT NULL,
    "status" "FriendStatus" NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "friend_relationships_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "friend_relationships_not_self_check" CHECK ("requester_id" <> "addressee_id")
);

CREATE UNIQUE INDEX "friend_relationships_pair_key" ON "friend_relationships"
    (least("requester_id", "addressee_id"), greatest("requester_id", "addressee_id"));
CREATE INDEX "friend_relationships_requester_id_idx" ON "friend_relationships"("requester_id");
CREATE INDEX "friend_relationships_addressee_id_idx" ON "friend_relationships"("addressee_id");

ALTER TABLE "friend_relationships" ADD CONSTRAINT "friend_relationships_requester_id_fkey"
    FOREIGN KEY ("requester_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "friend_relationships" ADD CONSTRAINT "friend_relationships_addressee_id_fkey"
    FOREIGN KEY ("addressee_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER update_friend_relationships_updated_at BEFORE UPDATE ON friend_relationships
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- 20251122_000005_replayable_games
CREATE TYPE "GameMode" AS ENUM ('standard', 'daily', 'daily_practice', 'rematch', 'relaxed');
CREATE TYPE "GameOutcome" AS ENUM ('defeat', 'quit');
CREATE TYPE "ResultStatus" AS ENUM ('VERIFIED', 'FLAGGED', 'VOIDED', 'UNRANKED');

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

ALTER TABLE "code_snippet_versions" ADD CONSTRAINT "code_snippet_versions_snippet_id_fkey"
    FOREIGN KEY ("snippet_id") REFERENCES "code_snippets"("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "code_snippets" ADD COLUMN "version_id" INTEGER NOT NULL
    REFERENCES "code_snippet_versions"("id");

CREATE OR REPLACE FUNCTION keep_snippet_version()
RETURNS TRIGGER AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT version_id INTO NEW.version_id FROM code_snippets WHERE id = NEW.id;
        IF FOUND THEN
            RETURN NEW;
        END IF;
    END IF;
    INSERT INTO code_snippet_versions (snippet_id, category, snippet_text, token_count, expected_wpm)
    VALUES (NEW.id, NEW.category, NEW.snippet_text, NEW.token_count, NEW.expected_wpm)
    RETURNING id INTO NEW.version_id;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER keep_first_snippet_version BEFORE INSERT ON code_snippets
    FOR EACH ROW EXECUTE FUNCTION keep_snippet_version();

CREATE TRIGGER keep_changed_snippet_version BEFORE UPDATE ON code_snippets
    FOR EACH ROW WHEN (
        (OLD.category, OLD.snippet_text, OLD.token_count, OLD.expected_wpm)
        IS DISTINCT FROM (NEW.category, NEW.snippet_text, NEW.token_count, NEW.expected_wpm)
    ) EXECUTE FUNCTION keep_snippet_version();

ALTER TABLE "game_sessions"
    ADD COLUMN "mode" "GameMode" NOT NULL DEFAULT 'standard',
    ADD COLUMN "seed" INTEGER NOT NULL,
    ADD COLUMN "engine_version" INTEGER NOT NULL,
    ADD COLUMN "snippet_versions" INTEGER[] NOT NULL,
    ADD COLUMN "expires_at" TIMESTAMPTZ NOT NULL,
    ADD COLUMN "outcome" "GameOutcome",
    ADD COLUMN "ended_at_ms" INTEGER;

CREATE UNIQUE INDEX "game_sessions_open_key" ON "game_sessions"("user_id") WHERE "ended_at" IS NULL;

ALTER TABLE "game_results"
    ADD COLUMN "status" "ResultStatus" NOT NULL DEFAULT 'VERIFIED',
    ADD COLUMN "flags" TEXT[] NOT NULL DEFAULT '{}';

CREATE INDEX "game_results_history_idx" ON "game_results"("user_id", "ended_at" DESC, "id" DESC);

ALTER TABLE "user_statistics" ADD COLUMN "games_by_language" JSONB NOT NULL DEFAULT '{}';

-- 20251122_000006_typing
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

-- 20251122_000007_leaderboards
CREATE TYPE "LeaderboardType" AS ENUM ('all_time', 'weekly', 'daily');
CREATE TYPE "LeaderboardMetric" AS ENUM ('score', 'wpm');

CREATE TABLE "leaderboards" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "leaderboard_type" "LeaderboardType" NOT NULL,
    "period_start" DATE NOT NULL DEFAULT '0001-01-01',
    "metric" "LeaderboardMetric" NOT NULL DEFAULT 'score',
    "language" "Language",
    "difficulty" "Difficulty",
    "score" DOUBLE PRECISION NOT NULL,
    "result_id" UUID NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "ranked_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leaderboards_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "leaderboards_board_user_key" ON "leaderboards"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty", "user_id")
    NULLS NOT DISTINCT;
CREATE INDEX "leaderboards_board_rank_idx" ON "leaderboards"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty",
     "score" DESC, "ranked_at", "user_id");
CREATE INDEX "leaderboards_user_id_idx" ON "leaderboards"("user_id");
CREATE INDEX "leaderboards_result_id_idx" ON "leaderboards"("result_id");

ALTER TABLE "leaderboards" ADD CONSTRAINT "leaderboards_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "leaderboards" ADD CONSTRAINT "leaderboards_result_id_fkey"
    FOREIGN KEY ("result_id") REFERENCES "game_results"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- 20251122_000008_start_game
CREATE OR REPLACE FUNCTION start_game(
    p_user_id UUID,
    p_language "Language",
    p_difficulty "Difficulty",
    p_mode "GameMode",
    p_snippet_count INTEGER,
    p_seed INTEGER,
    p_engine_version INTEGER,
    p_idle_seconds INTEGER
) RETURNS SETOF "game_sessions" AS $$
DECLARE
    picked INTEGER[];
BEGIN
    PERFORM 1 FROM users
    WHERE id = p_user_id AND is_active AND deleted_at IS NULL
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    PERFORM 1 FROM code_snippets
    WHERE language = p_language AND difficulty = p_difficulty
    ORDER BY id LIMIT 1
    FOR NO KEY UPDATE;

    WITH used AS (
        UPDATE code_snippets
        SET usage_count = usage_count + 1
        WHERE id = ANY (ARRAY(
            SELECT id FROM code_snippets
            WHERE language = p_language AND difficulty = p_difficulty AND is_active
            ORDER BY usage_count, random()
            LIMIT p_snippet_count
        ))
        RETURNING version_id
    )
    SELECT array_agg(version_id ORDER BY random()) INTO picked FROM used;

    UPDATE game_sessions SET ended_at = CURRENT_TIMESTAMP
    WHERE user_id = p_user_id AND ended_at IS NULL;

    RETURN QUERY
    INSERT INTO game_sessions
        (user_id, language, difficulty, mode, seed, engine_version, snippet_versions, started_at, expires_at)
    VALUES (
        p_user_id, p_language, p_difficulty, p_mode, p_seed, p_engine_version,
        coalesce(picked, '{}'), clock_timestamp(),
        clock_timestamp() + make_interval(secs => p_idle_seconds)
    )
    RETURNING *;
END;
$$ LANGUAGE plpgsql;

-- 20251122_000009_statistics
CREATE OR REPLACE FUNCTION count_language(games JSONB, language "Language") RETURNS JSONB AS $$
    SELECT games || jsonb_build_object(language::text, coalesce((games ->> language::text)::integer, 0) + 1);
$$ LANGUAGE sql IMMUTABLE;

CREATE OR REPLACE FUNCTION most_played(games JSONB) RETURNS "Language" AS $$
    SELECT key::"Language" FROM jsonb_each_text(games)
    ORDER BY value::integer DESC, key::"Language" LIMIT 1;
$$ LANGUAGE sql IMMUTABLE;

-- 20251122_000010_sign_in_protection
CREATE TABLE "sign_in_failures" (
    "subject" CHAR(64) NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blocked_until" TIMESTAMPTZ,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("subject")
);

CREATE INDEX "sign_in_failures_last_failed_at_idx" ON "sign_in_failures"("last_failed_at");

CREATE INDEX "users_deleted_at_idx" ON "users"("deleted_at") WHERE "deleted_at" IS NOT NULL;
CREATE INDEX "game_sessions_expires_at_idx" ON "game_sessions"("expires_at") WHERE "ended_at" IS NULL;

CREATE OR REPLACE FUNCTION block_after(
    failures INTEGER, slowed_from INTEGER, locked_from INTEGER, locked_seconds INTEGER
) RETURNS INTERVAL AS $$
    SELECT CASE
        WHEN failures < slowed_from THEN NULL
        WHEN failures < locked_from THEN make_interval(secs => 2 ^ (failures - slowed_from + 1))
        ELSE make_interval(secs => locked_seconds)
    END;
$$ LANGUAGE sql IMMUTABLE;

-- 20251122_000011_sign_ins
CREATE TABLE "sign_ins" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "user_agent" VARCHAR(255),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "sign_ins_pkey" PRIMARY KEY ("id")
);

INSERT INTO "sign_ins" (id, user_id, user_agent, created_at, last_used_at, revoked_at)
SELECT family_id, user_id, (array_agg(user_agent ORDER BY created_at DESC))[1],
    min(created_at), max(created_at), min(revoked_at)
FROM refresh_tokens GROUP BY family_id, user_id;

CREATE INDEX "sign_ins_user_id_idx" ON "sign_ins"("user_id");
CREATE INDEX "sign_ins_last_used_at_idx" ON "sign_ins"("last_used_at");

ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "refresh_tokens"
    DROP COLUMN "user_agent",
    ALTER COLUMN "family_id" DROP DEFAULT,
    ADD CONSTRAINT "refresh_tokens_family_id_fkey"
        FOREIGN KEY ("family_id") REFERENCES "sign_ins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE OR REPLACE FUNCTION end_sign_ins(
    p_user_id UUID, p_only UUID DEFAULT NULL, p_except UUID DEFAULT NULL
) RETURNS INTEGER AS $$
DECLARE
    ended UUID[];
BEGIN
    WITH now_ended AS (
        UPDATE sign_ins SET revoked_at = clock_timestamp()
        WHERE user_id = p_user_id AND revoked_at IS NULL
            AND (p_only IS NULL OR id = p_only) AND id IS DISTINCT FROM p_except
        RETURNING id
    )
    SELECT array_agg(id) INTO ended FROM now_ended;

    UPDATE refresh_tokens SET revoked_at = clock_timestamp()
    WHERE family_id = ANY (ended) AND revoked_at IS NULL;

    RETURN coalesce(cardinality(ended), 0);
END;
$$ LANGUAGE plpgsql;

-- 20251122_000012_modes
ALTER TYPE "LeaderboardType" ADD VALUE 'challenge';

CREATE TABLE "daily_challenges" (
    "day" DATE NOT NULL,
    "language" "Language" NOT NULL,
    "seed" INTEGER NOT NULL,
    "snippet_versions" INTEGER[] NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "daily_challenges_pkey" PRIMARY KEY ("day", "language")
);

ALTER TABLE "game_sessions" ADD COLUMN "challenge_day" DATE;

CREATE UNIQUE INDEX "game_sessions_daily_key" ON "game_sessions"("user_id", "challenge_day", "language")
    WHERE "mode" = 'daily';

CREATE OR REPLACE FUNCTION open_session(
    p_user_id UUID,
    p_language "Language",
    p_difficulty "Difficulty",
    p_mode "GameMode",
    p_seed INTEGER,
    p_snippet_versions INTEGER[],
    p_challenge_day DATE,
    p_engine_version INTEGER,
    p_idle_seconds INTEGER
) RETURNS SETOF "game_sessions" AS $$
BEGIN
    PERFORM 1 FROM users
    WHERE id = p_user_id AND is_active AND deleted_at IS NULL
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    UPDATE game_sessions SET ended_at = CURRENT_TIMESTAMP
    WHERE user_id = p_user_id AND ended_at IS NULL;

    RETURN QUERY
    INSERT INTO game_sessions
        (user_id, language, difficulty, mode, seed, engine_version, snippet_versions, challenge_day,
         started_at, expires_at)
    VALUES (
        p_user_id, p_language, p_difficulty, p_mode, p_seed, p_engine_version, p_snippet_versions,
        p_challenge_day, clock_timestamp(),
        clock_timestamp() + make_interval(secs => p_idle_seconds)
    )
    RETURNING *;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION start_game(
    p_user_id UUID,
    p_language "Language",
    p_difficulty "Difficulty",
    p_mode "GameMode",
    p_snippet_count INTEGER,
    p_seed INTEGER,
    p_engine_version INTEGER,
    p_idle_seconds INTEGER
) RETURNS SETOF "game_sessions" AS $$
DECLARE
    picked INTEGER[];
BEGIN
    PERFORM 1 FROM users
    WHERE id = p_user_id AND is_active AND deleted_at IS NULL
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    PERFORM 1 FROM code_snippets
    WHERE language = p_language AND difficulty = p_difficulty
    ORDER BY id LIMIT 1
    FOR NO KEY UPDATE;

    WITH used AS (
        UPDATE code_snippets
        SET usage_count = usage_count + 1
        WHERE id = ANY (ARRAY(
            SELECT id FROM code_snippets
            WHERE language = p_language AND difficulty = p_difficulty AND is_active
            ORDER BY usage_count, random()
            LIMIT p_snippet_count
        ))
        RETURNING version_id
    )
    SELECT array_agg(version_id ORDER BY random()) INTO picked FROM used;

    RETURN QUERY SELECT * FROM open_session(
        p_user_id, p_language, p_difficulty, p_mode, p_seed, coalesce(picked, '{}'), NULL,
        p_engine_version, p_idle_seconds);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION start_challenge(
    p_user_id UUID,
    p_language "Language",
    p_day DATE,
    p_mode "GameMode",
    p_snippet_count INTEGER,
    p_seed INTEGER,
    p_engine_version INTEGER,
    p_idle_seconds INTEGER
) RETURNS SETOF "game_sessions" AS $$
BEGIN
    INSERT INTO daily_challenges (day, language, seed, snippet_versions)
    SELECT p_day, p_language, p_seed, coalesce(array_agg(version_id), '{}')
    FROM (
        SELECT version_id FROM code_snippets
        WHERE language = p_language AND difficulty = 'NORMAL' AND is_active
        ORDER BY random() LIMIT p_snippet_count
    ) picked
    ON CONFLICT DO NOTHING;

    RETURN QUERY
    SELECT session.* FROM daily_challenges challenge
    CROSS JOIN LATERAL open_session(
        p_user_id, p_language, 'NORMAL', p_mode, challenge.seed, challenge.snippet_versions, p_day,
        p_engine_version, p_idle_seconds) session
    WHERE challenge.day = p_day AND challenge.language = p_language;
END;
$$ LANGUAGE plpgsql;

-- 20251122_000013_held_results
ALTER TABLE "typing_sessions" ADD COLUMN "kept_at" TIMESTAMPTZ;

CREATE OR REPLACE FUNCTION close_account(p_user_id UUID) RETURNS INTEGER AS $$
BEGIN
    UPDATE game_sessions SET ended_at = clock_timestamp()
    WHERE user_id = p_user_id AND ended_at IS NULL;

    DELETE FROM leaderboards WHERE user_id = p_user_id;

    RETURN end_sign_ins(p_user_id);
END;
$$ LANGUAGE plpgsql;

-- 20251122_000014_boards
DROP TABLE "leaderboards";

CREATE TABLE "leaderboards" (
    "score" DOUBLE PRECISION NOT NULL,
    "ranked_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL,
    "result_id" UUID NOT NULL,
    "leaderboard_type" "LeaderboardType" NOT NULL,
    "period_start" DATE NOT NULL DEFAULT '0001-01-01',
    "metric" "LeaderboardMetric" NOT NULL DEFAULT 'score',
    "language" "Language",
    "difficulty" "Difficulty"
) WITH (
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.02
);

CREATE UNIQUE INDEX "leaderboards_user_board_key" ON "leaderboards"
    ("user_id", "leaderboard_type", "period_start", "metric", "language", "difficulty")
    NULLS NOT DISTINCT;

CREATE INDEX "leaderboards_board_rank_idx" ON "leaderboards"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty",
     (-"score"), "ranked_at", "user_id") INCLUDE ("score");

ALTER TABLE "leaderboards" ADD CONSTRAINT "leaderboards_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

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

CREATE OR REPLACE FUNCTION boards_of(
    p_ended_at TIMESTAMPTZ, p_language "Language", p_difficulty "Difficulty", p_challenge_day DATE
) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty"
) AS $$
    SELECT period.type, period.first_day, metric, language, difficulty
    FROM (VALUES
            ('all_time'::"LeaderboardType", '0001-01-01'::date),
            ('weekly', date_trunc('week', p_ended_at AT TIME ZONE 'UTC')::date),
            ('daily', (p_ended_at AT TIME ZONE 'UTC')::date)
        ) AS period (type, first_day),
        unnest('{score,wpm}'::"LeaderboardMetric"[]) AS metric,
        unnest(ARRAY[NULL, p_language]) AS language,
        unnest(ARRAY[NULL, p_difficulty]) AS difficulty
    UNION ALL
    SELECT 'challenge'::text::"LeaderboardType", p_challenge_day, 'score', p_language, p_difficulty
    WHERE p_challenge_day IS NOT NULL;
$$ LANGUAGE sql IMMUTABLE;

CREATE OR REPLACE FUNCTION board_kept_since(p_type "LeaderboardType", p_now TIMESTAMPTZ) RETURNS DATE AS $$
    SELECT CASE p_type::text
        WHEN 'all_time' THEN '0001-01-01'::date
        WHEN 'weekly' THEN date_trunc('week', p_now AT TIME ZONE 'UTC')::date - 27 * 7
        ELSE (p_now AT TIME ZONE 'UTC')::date - 35
    END;
$$ LANGUAGE sql IMMUTABLE;

CREATE OR REPLACE FUNCTION recount_boards(
    p_user_id UUID, p_now TIMESTAMPTZ DEFAULT clock_timestamp()
) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty"
) AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM users WHERE id = p_user_id FOR NO KEY UPDATE;

    RETURN QUERY
    WITH best AS MATERIALIZED (
        SELECT DISTINCT ON (board.leaderboard_type, board.period_start, board.metric, board.language, board.difficulty)
            board.*, place.score, result.ended_at, result.id
        FROM users
        JOIN game_results result ON result.user_id = users.id AND result.status = 'VERIFIED'
        JOIN game_sessions session ON session.id = result.session_id
        CROSS JOIN LATERAL boards_of(
            result.ended_at, session.language, session.difficulty, session.challenge_day) board
        CROSS JOIN LATERAL (
            SELECT CASE board.metric WHEN 'score' THEN result.final_score ELSE result.words_per_minute END
        ) place (score)
        WHERE users.id = p_user_id AND users.is_active AND users.deleted_at IS NULL
            AND board.period_start >= board_kept_since(board.leaderboard_type, p_now)
        ORDER BY board.leaderboard_type, board.period_start, board.metric, board.language, board.difficulty,
            place.score DESC, result.ended_at, result.id
    ), gone AS (
        DELETE FROM leaderboards b WHERE user_id = p_user_id AND NOT EXISTS (
            SELECT FROM best
            WHERE (best.leaderboard_type, best.period_start, best.metric) = (b.leaderboard_type, b.period_start, b.metric)
                AND best.language IS NOT DISTINCT FROM b.language
                AND best.difficulty IS NOT DISTINCT FROM b.difficulty)
        RETURNING b.leaderboard_type, b.period_start, b.metric, b.language, b.difficulty
    ), changed AS (
        INSERT INTO leaderboards AS b
            (score, ranked_at, user_id, result_id, leaderboard_type, period_start, metric, language, difficulty)
        SELECT best.score, ended_at, p_user_id, best.id,
            best.leaderboard_type, best.period_start, best.metric, best.language, best.difficulty
        FROM best
        ON CONFLICT (user_id, leaderboard_type, period_start, metric, language, difficulty) DO UPDATE
        SET score = excluded.score, ranked_at = excluded.ranked_at, result_id = excluded.result_id
        WHERE (b.score, b.ranked_at, b.result_id) IS DISTINCT FROM
            (excluded.score, excluded.ranked_at, excluded.result_id)
        RETURNING b.leaderboard_type, b.period_start, b.metric, b.language, b.difficulty
    )
    SELECT * FROM gone UNION ALL SELECT * FROM changed;
END;
$$ LANGUAGE plpgsql;

SELECT recount_boards(id) FROM users;

-- 20251122_000015_progress
ALTER TABLE "user_statistics"
    ADD COLUMN "best_combo" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "best_sustained_wpm" DOUBLE PRECISION NOT NULL DEFAULT 0,
    ADD COLUMN "best_accuracy" DOUBLE PRECISION NOT NULL DEFAULT 0,
    ADD COLUMN "longest_flawless" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "challenge_runs" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "played_days" DATEMULTIRANGE NOT NULL DEFAULT '{}',
    ADD COLUMN "last_played_day" DATE,
    ADD COLUMN "last_streak" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "best_streak" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "recounted_at" TIMESTAMPTZ NOT NULL DEFAULT 'epoch';

CREATE INDEX "user_statistics_recounted_at_idx" ON "user_statistics"("recounted_at");

ALTER TABLE "achievements"
    ADD COLUMN "key" VARCHAR(50) NOT NULL,
    ADD COLUMN "family" VARCHAR(50) NOT NULL,
    ADD COLUMN "level" INTEGER NOT NULL,
    ADD COLUMN "points" INTEGER NOT NULL,
    ADD COLUMN "position" INTEGER NOT NULL,
    ADD COLUMN "ruled_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "rarity" DOUBLE PRECISION NOT NULL DEFAULT 0,
    ADD COLUMN "rarity_at" TIMESTAMPTZ NOT NULL DEFAULT 'epoch';

CREATE UNIQUE INDEX "achievements_key_key" ON "achievements"("key");

DROP INDEX "achievements_name_key";
ALTER TABLE "achievements" ADD CONSTRAINT "achievements_name_key"
    UNIQUE ("name") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "user_achievements" ADD COLUMN "result_id" UUID NOT NULL
    REFERENCES "game_results"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "user_achievements_result_id_idx" ON "user_achievements"("result_id");

CREATE OR REPLACE FUNCTION add_result(s "user_statistics", r "game_results", g "game_sessions")
RETURNS "user_statistics" AS $$
DECLARE
    played DATE := (r.ended_at AT TIME ZONE 'UTC')::date;
    streak DATERANGE;
BEGIN
    s.avg_wpm := (s.avg_wpm * s.total_games + r.words_per_minute) / (s.total_games + 1);
    s.avg_accuracy := (s.avg_accuracy * s.total_games + r.accuracy_percentage) / (s.total_games + 1);
    s.total_games := s.total_games + 1;
    s.total_playtime_sec := s.total_playtime_sec + r.playtime_seconds;
    s.total_words_typed := s.total_words_typed + r.total_words_typed;
    s.total_enemies_killed := s.total_enemies_killed + r.enemies_killed;
    s.best_score := greatest(s.best_score, r.final_score);
    s.best_wpm := greatest(s.best_wpm, r.words_per_minute);
    s.best_combo := greatest(s.best_combo, r.max_combo);
    s.highest_wave := greatest(s.highest_wave, r.waves_completed);
    IF r.playtime_seconds >= 60 THEN
        s.best_sustained_wpm := greatest(s.best_sustained_wpm, r.words_per_minute);
    END IF;
    IF r.total_words_typed >= 100 THEN
        s.best_accuracy := greatest(s.best_accuracy, r.accuracy_percentage);
    END IF;
    IF r.incorrect_words = 0 THEN
        s.longest_flawless := greatest(s.longest_flawless, r.total_words_typed);
    END IF;
    IF g.mode = 'daily' THEN
        s.challenge_runs := s.challenge_runs + 1;
    END IF;
    s.games_by_language := count_language(s.games_by_language, g.language);

    IF NOT s.played_days @> played THEN
        s.played_days := s.played_days + datemultirange(daterange(played, played, '[]'));
        SELECT days INTO streak FROM unnest(s.played_days) days WHERE days @> played;
        s.best_streak := greatest(s.best_streak, upper(streak) - lower(streak));
        IF upper(streak) = upper(s.played_days) THEN
            s.last_played_day := upper(streak) - 1;
            s.last_streak := upper(streak) - lower(streak);
        END IF;
    END IF;
    RETURN s;
END;
$$ LANGUAGE plpgsql IMMUTABLE;

CREATE OR REPLACE FUNCTION achievement_metrics(s "user_statistics", r "game_results", g "game_sessions")
RETURNS JSONB AS $$
BEGIN
    RETURN jsonb_build_object(
        'sustained_wpm', s.best_sustained_wpm,
        'accuracy', s.best_accuracy,
        'flawless_words', s.longest_flawless,
        'combo', s.best_combo,
        'waves', s.highest_wave,
        'games_in_each_language', (
            SELECT min(coalesce((s.games_by_language ->> language::text)::integer, 0))
            FROM unnest(enum_range(NULL::"Language")) language),
        'streak_days', s.best_streak,
        'games', s.total_games,
        'words', s.total_words_typed,
        'bugs', s.total_enemies_killed,
        'playtime_seconds', s.total_playtime_sec,
        'challenge_runs', s.challenge_runs,
        'unharmed_waves', CASE WHEN r.total_damage_taken = 0 THEN r.waves_completed END,
        'expert_waves', CASE WHEN g.difficulty = 'EXPERT' THEN r.waves_completed END,
        'run_seconds', r.playtime_seconds,
        'words_404', (r.total_words_typed = 404)::integer,
        'seconds_418', (r.playtime_seconds = 418)::integer,
        'bugs_42', (r.enemies_killed = 42)::integer,
        'no_words', (r.total_words_typed = 0)::integer,
        'one_error', (r.incorrect_words = 1 AND r.total_words_typed >= 100)::integer,
        'half_wrong', (r.correct_words = r.incorrect_words AND r.correct_words >= 10)::integer,
        'palindrome', (r.final_score >= 1000 AND reverse(r.final_score::text) = r.final_score::text)::integer,
        'round_score', (r.final_score >= 1000 AND r.final_score % 100 = 0)::integer,
        'at_night', (extract(hour FROM r.ended_at AT TIME ZONE 'UTC') < 4)::integer,
        'friday_evening', (extract(isodow FROM r.ended_at AT TIME ZONE 'UTC') = 5
            AND extract(hour FROM r.ended_at AT TIME ZONE 'UTC') >= 16)::integer,
        'day_256', (extract(doy FROM r.ended_at AT TIME ZONE 'UTC') = 256)::integer
    );
END;
$$ LANGUAGE plpgsql STABLE;

CREATE OR REPLACE FUNCTION keep_statistics(s "user_statistics") RETURNS VOID AS $$
BEGIN
    UPDATE user_statistics SET
        total_games = s.total_games,
        total_playtime_sec = s.total_playtime_sec,
        best_score = s.best_score,
        best_wpm = s.best_wpm,
        avg_wpm = s.avg_wpm,
        avg_accuracy = s.avg_accuracy,
        total_words_typed = s.total_words_typed,
        total_enemies_killed = s.total_enemies_killed,
        highest_wave = s.highest_wave,
        favorite_language = most_played(s.games_by_language),
        games_by_language = s.games_by_language,
        best_combo = s.best_combo,
        best_sustained_wpm = s.best_sustained_wpm,
        best_accuracy = s.best_accuracy,
        longest_flawless = s.longest_flawless,
        challenge_runs = s.challenge_runs,
        played_days = s.played_days,
        last_played_day = s.last_played_day,
        last_streak = s.last_streak,
        best_streak = s.best_streak,
        recounted_at = s.recounted_at
    WHERE id = s.id;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION granted_by(p_result_id UUID) RETURNS JSONB AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id, 'name', a.name, 'description', a.description,
        'family', a.family, 'level', a.level, 'points', a.points) ORDER BY a.position), '[]')
    FROM user_achievements granted JOIN achievements a ON a.id = granted.achievement_id
    WHERE granted.result_id = p_result_id);
END;
$$ LANGUAGE plpgsql STABLE;

CREATE OR REPLACE FUNCTION held_statistics(p_user_id UUID) RETURNS "user_statistics" AS $$
DECLARE
    s user_statistics;
BEGIN
    PERFORM 1 FROM users WHERE id = p_user_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    INSERT INTO user_statistics (user_id) VALUES (p_user_id) ON CONFLICT (user_id) DO NOTHING;
    SELECT * INTO s FROM user_statistics WHERE user_id = p_user_id;
    RETURN s;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION count_result(p_result_id UUID, p_fresh BOOLEAN) RETURNS JSONB AS $$
DECLARE
    r game_results;
    g game_sessions;
    s user_statistics;
    metrics JSONB;
BEGIN
    SELECT * INTO r FROM game_results WHERE id = p_result_id;
    IF p_fresh AND r.status = 'VERIFIED' THEN
        SELECT * INTO g FROM game_sessions WHERE id = r.session_id;
        s := add_result(held_statistics(r.user_id), r, g);
        PERFORM keep_statistics(s);
        metrics := achievement_metrics(s, r, g);
        INSERT INTO user_achievements (user_id, achievement_id, result_id, unlocked_at)
        SELECT r.user_id, a.id, r.id, r.ended_at FROM achievements a
        WHERE (metrics ->> a.requirement_type)::double precision >= a.requirement_value
        ON CONFLICT (user_id, achievement_id) DO NOTHING;
    END IF;
    RETURN granted_by(p_result_id);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION recount_player(p_user_id UUID) RETURNS VOID AS $$
DECLARE
    before user_statistics := held_statistics(p_user_id);
    s user_statistics;
    run RECORD;
    metrics JSONB;
    earned UUID[] := '{}';
    fresh UUID[];
BEGIN
    IF before.id IS NULL THEN
        RETURN;
    END IF;
    s := jsonb_populate_record(NULL::user_statistics, jsonb_build_object(
        'id', before.id, 'user_id', p_user_id, 'recounted_at', clock_timestamp(),
        'total_games', 0, 'total_playtime_sec', 0, 'best_score', 0, 'best_wpm', 0, 'avg_wpm', 0,
        'avg_accuracy', 0, 'total_words_typed', 0, 'total_enemies_killed', 0, 'highest_wave', 0,
        'games_by_language', '{}'::jsonb, 'best_combo', 0, 'best_sustained_wpm', 0,
        'best_accuracy', 0, 'longest_flawless', 0, 'challenge_runs', 0, 'played_days', '{}',
        'last_streak', 0, 'best_streak', 0));
    FOR run IN
        SELECT r AS result, g AS session
        FROM game_results r JOIN game_sessions g ON g.id = r.session_id
        WHERE r.user_id = p_user_id AND r.status = 'VERIFIED'
        ORDER BY r.ended_at, r.id
    LOOP
        s := add_result(s, run.result, run.session);
        metrics := achievement_metrics(s, run.result, run.session);
        SELECT array_agg(a.id) INTO fresh FROM achievements a
        WHERE a.id <> ALL (earned)
            AND (metrics ->> a.requirement_type)::double precision >= a.requirement_value;
        IF fresh IS NOT NULL THEN
            earned := earned || fresh;
            INSERT INTO user_achievements (user_id, achievement_id, result_id, unlocked_at)
            SELECT p_user_id, achievement, (run.result).id, (run.result).ended_at
            FROM unnest(fresh) achievement
            ON CONFLICT (user_id, achievement_id) DO UPDATE SET result_id = excluded.result_id;
        END IF;
    END LOOP;
    DELETE FROM user_achievements WHERE user_id = p_user_id AND achievement_id <> ALL (earned);
    PERFORM keep_statistics(s);
END;
$$ LANGUAGE plpgsql;

-- 20251122_000016_history_index
DROP INDEX game_results_history_idx;
CREATE INDEX game_results_history_idx ON game_results (user_id, ended_at DESC, id DESC) INCLUDE (session_id);

-- 20251122_000017_board_statistics
ALTER TABLE "leaderboards" ALTER COLUMN "user_id" SET (n_distinct = -0.03);

-- 20251122_000018_administration
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prodev_app') THEN
        CREATE ROLE prodev_app NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        WHILE to_regrole('prodev_app') IS NULL LOOP
            PERFORM pg_sleep(0.01);
            PERFORM FROM pg_roles WHERE rolname = 'prodev_app';
        END LOOP;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role prodev_app is missing, and % may not create roles. Let somebody who may run: CREATE ROLE prodev_app NOLOGIN;', current_user;
END;
$$;

GRANT USAGE ON SCHEMA public TO prodev_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO prodev_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO prodev_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO prodev_app;

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO prodev_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO prodev_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO prodev_app;

REVOKE ALL ON kysely_migration, kysely_migration_lock FROM prodev_app;

CREATE TABLE "audit_log" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
    "actor_id" UUID,
    "actor_name" VARCHAR(50),
    "request_id" UUID,
    "action" VARCHAR(50) NOT NULL,
    "target_kind" VARCHAR(20) NOT NULL,
    "target_id" UUID,
    "target_name" VARCHAR(100),
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_log_actor_check" CHECK (("actor_id" IS NULL) = ("actor_name" IS NULL)),
    CONSTRAINT "audit_log_action_check" CHECK (starts_with("action", "target_kind" || '.'))
);

CREATE INDEX "audit_log_time_idx" ON "audit_log"("created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_actor_idx" ON "audit_log"("actor_id", "created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_actor_name_idx" ON "audit_log"(lower("actor_name"), "created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_target_idx" ON "audit_log"("target_id", "created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_target_name_idx" ON "audit_log"(lower("target_name"), "created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_action_idx" ON "audit_log"("action", "created_at" DESC, "id" DESC);

CREATE OR REPLACE FUNCTION refuse_change() RETURNS TRIGGER AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER "audit_log_only_grows" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "audit_log" ENABLE ALWAYS TRIGGER "audit_log_only_grows";

REVOKE ALL ON "audit_log" FROM prodev_app;
GRANT SELECT, INSERT ON "audit_log" TO prodev_app;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "users_search_idx" ON "users"
    USING gin ((' ' || "username" || ' ' || "email" || ' ' || "display_name") gin_trgm_ops);

CREATE INDEX "users_role_idx" ON "users"("role", "created_at" DESC) WHERE "role" <> 'PLAYER';
CREATE INDEX "users_inactive_idx" ON "users"("created_at" DESC) WHERE NOT "is_active";

CREATE INDEX "game_results_flagged_idx" ON "game_results"("ended_at" DESC, "id" DESC) WHERE "status" = 'FLAGGED';
CREATE INDEX "game_results_voided_idx" ON "game_results"("ended_at" DESC, "id" DESC) WHERE "status" = 'VOIDED';

CREATE OR REPLACE FUNCTION settle_account(p_user_id UUID) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty"
) AS $$
#variable_conflict use_column
BEGIN
    IF EXISTS (SELECT FROM users WHERE id = p_user_id AND NOT is_active) THEN
        PERFORM end_sign_ins(p_user_id);
        UPDATE game_sessions SET ended_at = clock_timestamp()
        WHERE user_id = p_user_id AND ended_at IS NULL;
    END IF;
    RETURN QUERY SELECT * FROM recount_boards(p_user_id);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION settle_results(p_user_id UUID) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty"
) AS $$
BEGIN
    PERFORM recount_player(p_user_id);
    RETURN QUERY SELECT * FROM recount_boards(p_user_id);
END;
$$ LANGUAGE plpgsql;

-- 20251122_000019_snippets
ALTER TABLE "code_snippets" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX "code_snippets_text_key" ON "code_snippets"("language", md5("snippet_text"));

CREATE OR REPLACE FUNCTION join_snippet_rotation()
RETURNS TRIGGER AS $$
BEGIN
    SELECT coalesce(min(usage_count), NEW.usage_count) INTO NEW.usage_count
    FROM code_snippets
    WHERE language = NEW.language AND difficulty = NEW.difficulty AND is_active AND id <> NEW.id;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER join_rotation_when_new BEFORE INSERT ON code_snippets
    FOR EACH ROW EXECUTE FUNCTION join_snippet_rotation();

CREATE TRIGGER join_rotation_when_moved BEFORE UPDATE OF language, difficulty, is_active ON code_snippets
    FOR EACH ROW WHEN (
        NEW.is_active AND (OLD.language, OLD.difficulty, OLD.is_active)
        IS DISTINCT FROM (NEW.language, NEW.difficulty, NEW.is_active)
    ) EXECUTE FUNCTION join_snippet_rotation();

CREATE OR REPLACE FUNCTION snippets_in_rotation(p_language "Language", p_difficulty "Difficulty")
RETURNS INTEGER AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM code_snippets
        WHERE language = p_language AND difficulty = p_difficulty AND is_active
    );
END;
$$ LANGUAGE plpgsql VOLATILE;

CREATE TABLE "snippet_measures" (
    "version_id" INTEGER NOT NULL,
    "runs" INTEGER NOT NULL,
    "bugs" INTEGER NOT NULL,
    "bugs_fixed" INTEGER NOT NULL,
    "words" INTEGER NOT NULL,
    "wrong_words" INTEGER NOT NULL,
    "milliseconds" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snippet_measures_pkey" PRIMARY KEY ("version_id"),
    CONSTRAINT "snippet_measures_version_id_fkey" FOREIGN KEY ("version_id")
        REFERENCES "code_snippet_versions"("id") ON DELETE CASCADE
);

CREATE TRIGGER update_snippet_measures_updated_at BEFORE UPDATE ON snippet_measures
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TABLE "snippet_measuring" (
    "id" BOOLEAN NOT NULL DEFAULT true CHECK ("id"),
    "measured_until" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "snippet_measuring_pkey" PRIMARY KEY ("id")
);

INSERT INTO "snippet_measuring" ("measured_until") VALUES ('epoch');

-- 20251122_000020_metrics
CREATE TABLE "metric_tallies" (
    "seconds" SMALLINT NOT NULL,
    "slot" TIMESTAMPTZ NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "outcome" VARCHAR(10) NOT NULL,
    "count" BIGINT NOT NULL,
    "milliseconds" DOUBLE PRECISION NOT NULL,
    "buckets" BIGINT[] NOT NULL,

    CONSTRAINT "metric_tallies_pkey" PRIMARY KEY ("seconds", "slot", "kind", "name", "outcome"),
    CONSTRAINT "metric_tallies_seconds_check" CHECK ("seconds" IN (60, 900))
) WITH (fillfactor = 60);

CREATE TABLE "metric_statements" (
    "name" VARCHAR(120) NOT NULL,
    "text" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "metric_statements_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "metric_slow_statements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "milliseconds" DOUBLE PRECISION NOT NULL,
    "request_id" UUID,
    "plan" JSONB,

    CONSTRAINT "metric_slow_statements_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "metric_slow_statements_time_idx" ON "metric_slow_statements"("occurred_at" DESC);

CREATE TABLE "metric_samples" (
    "sampled_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "connections" INTEGER NOT NULL,
    "blocks_hit" BIGINT NOT NULL,
    "blocks_read" BIGINT NOT NULL,

    CONSTRAINT "metric_samples_pkey" PRIMARY KEY ("sampled_at")
);

CREATE TABLE "metric_table_sizes" (
    "day" DATE NOT NULL,
    "table_name" VARCHAR(63) NOT NULL,
    "measured_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "metric_table_sizes_pkey" PRIMARY KEY ("day", "table_name")
);

-- 20251122_000021_upkeep_marks
CREATE TABLE "upkeep_marks" (
    "name" VARCHAR(50) NOT NULL,
    "reached" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "upkeep_marks_pkey" PRIMARY KEY ("name")
);

INSERT INTO "upkeep_marks" ("name", "reached") VALUES ('key_logs', '-infinity');

-- 20251122_000022_runs_of_a_player
CREATE INDEX IF NOT EXISTS game_sessions_played_idx
    ON game_sessions (user_id) INCLUDE (id, language, difficulty, mode);
DROP INDEX game_sessions_user_id_idx;
ALTER INDEX game_sessions_played_idx RENAME TO game_sessions_user_id_idx;

CREATE FUNCTION latest_runs(player uuid, most integer) RETURNS TABLE (
    id uuid, final_score integer, words_per_minute double precision, accuracy_percentage double precision,
    waves_completed integer, ended_at timestamptz, status "ResultStatus",
    language "Language", difficulty "Difficulty", mode "GameMode"
)
LANGUAGE sql STABLE
SET enable_sort = off SET enable_bitmapscan = off SET enable_nestloop = off SET enable_mergejoin = off
AS $$
    SELECT result.id, final_score, words_per_minute, accuracy_percentage, waves_completed, result.ended_at, status,
        language, difficulty, mode
    FROM (
        SELECT * FROM game_results WHERE user_id = player ORDER BY ended_at DESC, id DESC LIMIT most
    ) result
    JOIN game_sessions session ON session.user_id = player AND session.id = result.session_id
$$;

INSERT INTO kysely_migration (name, timestamp) VALUES
    ('20251122_000001_init', '2025-11-22T10:00:00.000Z'),
    ('20251122_000002_refresh_tokens', '2025-11-22T10:01:00.000Z'),
    ('20251122_000003_achievements', '2025-11-22T10:02:00.000Z'),
    ('20251122_000004_settings_and_friends', '2025-11-22T10:03:00.000Z'),
    ('20251122_000005_replayable_games', '2025-11-22T10:04:00.000Z'),
    ('20251122_000006_typing', '2025-11-22T10:05:00.000Z'),
    ('20251122_000007_leaderboards', '2025-11-22T10:06:00.000Z'),
    ('20251122_000008_start_game', '2025-11-22T10:07:00.000Z'),
    ('20251122_000009_statistics', '2025-11-23T10:08:00.000Z'),
    ('20251122_000010_sign_in_protection', '2025-11-23T10:09:00.000Z'),
    ('20251122_000011_sign_ins', '2025-11-23T10:10:00.000Z'),
    ('20251122_000012_modes', '2025-11-23T10:11:00.000Z'),
    ('20251122_000013_held_results', '2025-11-23T10:12:00.000Z'),
    ('20251122_000014_boards', '2025-11-23T10:13:00.000Z'),
    ('20251122_000015_progress', '2025-11-23T10:14:00.000Z'),
    ('20251122_000016_history_index', '2025-11-23T10:15:00.000Z'),
    ('20251122_000017_board_statistics', '2025-11-24T10:16:00.000Z'),
    ('20251122_000018_administration', '2025-11-24T10:17:00.000Z'),
    ('20251122_000019_snippets', '2025-11-24T10:18:00.000Z'),
    ('20251122_000020_metrics', '2025-11-24T10:19:00.000Z'),
    ('20251122_000021_upkeep_marks', '2025-11-24T10:20:00.000Z'),
    ('20251122_000022_runs_of_a_player', '2025-11-24T10:21:00.000Z');

COMMIT;

-- Rows.

INSERT INTO users (id, username, email, password_hash, display_name, role, is_active, last_login_at, created_at, deleted_at)
SELECT format('00000000-0000-4000-8000-%s', lpad(n::text, 12, '0'))::uuid, 'player_' || n, 'player' || n || '@example.com',
    '$2b$10$' || repeat('x', 53), 'Player ' || n, (ARRAY['PLAYER', 'ADMIN', 'MODERATOR']::"UserRole"[])[1 + n % 3], n <> 7,
    '2026-11-01 08:00:00.123+00', '2026-10-01 00:00:00+00', CASE n WHEN 7 THEN '2026-11-02 12:00:00+00'::timestamptz END
FROM generate_series(1, 7) n;

INSERT INTO user_settings (user_id, theme, sound_volume, controls, preferred_language)
SELECT id, 'amber', 35, '{"rollback": "ArrowUp"}', 'REACT' FROM users;

INSERT INTO friend_relationships (requester_id, addressee_id, status)
SELECT a.id, b.id, 'ACCEPTED' FROM users a JOIN users b ON a.id < b.id WHERE a.username <= 'player_3';

INSERT INTO sign_ins (user_id, user_agent, revoked_at)
SELECT id, 'Mozilla/5.0', CASE WHEN NOT is_active THEN now() END FROM users;

INSERT INTO refresh_tokens (user_id, family_id, token_hash, expires_at, spent_at)
SELECT user_id, id, encode(sha256(convert_to(id::text || n, 'UTF8')), 'hex'), '2026-12-24 00:00:00+00',
    CASE n WHEN 1 THEN now() END
FROM sign_ins, generate_series(1, 2) n;

INSERT INTO sign_in_failures (subject, failures, blocked_until)
SELECT encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), n, now() + make_interval(secs => n) FROM generate_series(1, 4) n;

INSERT INTO code_snippets (language, difficulty, category, snippet_text, token_count, expected_wpm, version_id)
SELECT language, difficulty, 'loops', format('for i in range(%s):' || E'\n' || '    print("%s %s é")', n, language, difficulty), 6, 50, 0
FROM unnest(enum_range(NULL::"Language")) language, unnest(enum_range(NULL::"Difficulty")) difficulty, generate_series(1, 3) n;
UPDATE code_snippets SET snippet_text = snippet_text || E'\npass', revision = 1 WHERE snippet_text LIKE '%range(3)%';

INSERT INTO snippet_measures (version_id, runs, bugs, bugs_fixed, words, wrong_words, milliseconds)
SELECT id, 3, 5, 4, 60, 2, 5000000000 FROM code_snippet_versions WHERE id % 3 = 0;
UPDATE snippet_measuring SET measured_until = '2026-11-20 10:00:00.5+00';
UPDATE upkeep_marks SET reached = '2026-05-20 10:00:00.25+00';

INSERT INTO daily_challenges (day, language, seed, snippet_versions)
SELECT '2026-11-19'::date + n, language, n, ARRAY[n, n + 1] FROM unnest(enum_range(NULL::"Language")) language, generate_series(1, 2) n;

INSERT INTO achievements (key, family, level, points, position, name, description, requirement_type, requirement_value, rarity)
VALUES ('first', 'games', 1, 5, 1, 'First', 'Play a game.', 'games', 1, 0.75),
    ('combo', 'combo', 1, 10, 2, 'Combo', 'Reach a combo of 20.', 'combo', 20, 0.5),
    ('never', 'waves', 1, 90, 3, 'Never', 'Survive 999 waves.', 'waves', 999, 0);

INSERT INTO game_sessions (user_id, language, difficulty, mode, seed, engine_version, snippet_versions, started_at,
    ended_at, expires_at, is_completed, outcome, ended_at_ms, challenge_day)
SELECT users.id, (enum_range(NULL::"Language"))[1 + n % 4], CASE WHEN n = 3 THEN 'NORMAL' ELSE (enum_range(NULL::"Difficulty"))[1 + n % 4] END,
    CASE n WHEN 3 THEN 'daily' WHEN 5 THEN 'relaxed' ELSE 'standard' END::"GameMode", n, 1, ARRAY[1, n],
    '2026-11-20 10:00:00+00'::timestamptz + make_interval(hours => n), '2026-11-20 10:05:00+00'::timestamptz + make_interval(hours => n),
    '2026-11-20 11:00:00+00', true, 'defeat', 300000, CASE n WHEN 3 THEN '2026-11-20'::date END
FROM users, generate_series(1, 6) n WHERE username <= 'player_5';
INSERT INTO game_sessions (user_id, language, seed, engine_version, snippet_versions, expires_at)
SELECT id, 'PYTHON', 9, 1, '{1}', now() + interval '1 hour' FROM users WHERE username <= 'player_2';

INSERT INTO game_results (session_id, user_id, final_score, waves_completed, enemies_killed, accuracy_percentage, words_per_minute,
    total_words_typed, correct_words, incorrect_words, max_combo, total_damage_dealt, total_damage_taken, playtime_seconds,
    ended_at, status, flags)
SELECT id, user_id, 1000 + seed, seed, 10, 90.5, 40 + seed, 120, 110, 10, 20 + seed, 900, 100, 300, ended_at,
    (CASE seed WHEN 4 THEN 'FLAGGED' WHEN 5 THEN 'UNRANKED' WHEN 6 THEN 'VOIDED' ELSE 'VERIFIED' END)::"ResultStatus",
    CASE seed WHEN 4 THEN '{speed}' ELSE '{}' END::text[]
FROM game_sessions WHERE is_completed;

INSERT INTO typing_sessions (user_id, game_session_id, key_sequence, started_at, ended_at, is_completed, kept_at)
SELECT user_id, id, '{"times": "0a1b", "keys": "for"}', started_at, ended_at, is_completed, now() FROM game_sessions;

INSERT INTO typing_results (session_id, user_id, total_keys_pressed, correct_keys, incorrect_keys, accuracy_percentage,
    keys_per_minute, duration_seconds)
SELECT id, user_id, 100, 95, 5, 95, 200, 30 FROM typing_sessions WHERE is_completed;

-- Statistics, achievements and rows of boards, as the functions of before counted them.
SELECT recount_player(id), recount_boards(id, '2026-11-21 00:00:00+00') FROM users;

INSERT INTO board_milestones (score, ranked_at, refreshed_at, rank, leaderboard_type, period_start, metric, language)
SELECT n * 1000, '2026-11-20 10:00:00+00', now(), 5000 - n * 1000, 'all_time', '0001-01-01', 'score', 'PYTHON' FROM generate_series(1, 3) n;

INSERT INTO audit_log (actor_id, actor_name, request_id, action, target_kind, target_id, target_name, details)
SELECT id, username, gen_random_uuid(), 'user.deactivated', 'user', gen_random_uuid(), 'somebody', '{"reason": "spam"}'
FROM users WHERE role <> 'PLAYER';

INSERT INTO metric_tallies (seconds, slot, kind, name, outcome, count, milliseconds, buckets)
SELECT 60, '2026-11-20 10:00:00+00'::timestamptz + make_interval(mins => n), 'route', '/play', 'ok', n, n * 1.5, '{0,3,9000000000}'
FROM generate_series(1, 5) n;
INSERT INTO metric_statements (name, text) VALUES ('select users', 'SELECT FROM users WHERE id = $1'), ('select 1', 'SELECT 1');
INSERT INTO metric_slow_statements (occurred_at, name, milliseconds, plan) VALUES (now(), 'select users', 412.5, '[{"Plan": {}}]');
INSERT INTO metric_samples (sampled_at, connections, blocks_hit, blocks_read)
SELECT '2026-11-20 10:00:00+00'::timestamptz + make_interval(mins => n), n, n * 10000000000, n FROM generate_series(1, 3) n;
INSERT INTO metric_table_sizes (day, table_name, bytes) VALUES ('2026-11-20', 'users', 8192), ('2026-11-20', 'game_results', 81920000000);
