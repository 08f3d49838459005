-- The ways to play besides the standard one: the daily challenge, a rematch on
-- the plan of a result, and what a checkpoint needs.

-- Rows of leaderboards for the runs of one day's challenge, by language.
ALTER TYPE "LeaderboardType" ADD VALUE 'challenge';

-- What everybody plays on one UTC day: made by whoever comes first, and known to nobody before.
CREATE TABLE "daily_challenges" (
    "day" DATE NOT NULL,
    "language" "Language" NOT NULL,
    "seed" INTEGER NOT NULL,
    "snippet_versions" INTEGER[] NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "daily_challenges_pkey" PRIMARY KEY ("day", "language")
);

-- The day whose challenge a session plays.
ALTER TABLE "game_sessions" ADD COLUMN "challenge_day" DATE;

-- One ranked try a day and language.
CREATE UNIQUE INDEX "game_sessions_daily_key" ON "game_sessions"("user_id", "challenge_day", "language")
    WHERE "mode" = 'daily';

-- Opens a session on a plan, and closes the player's others. The player's row is
-- locked first, so that two starts at once leave one session open.
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

-- As before (000008), with the opening left to `open_session`.
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
    -- Player, then snippet group: always in this order, so that starts cannot deadlock.
    PERFORM 1 FROM users
    WHERE id = p_user_id AND is_active AND deleted_at IS NULL
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    -- The group's first snippet stands for the group: whoever holds it picks.
    PERFORM 1 FROM code_snippets
    WHERE language = p_language AND difficulty = p_difficulty
    ORDER BY id LIMIT 1
    FOR NO KEY UPDATE;

    WITH used AS (
        UPDATE code_snippets
        SET usage_count = usage_count + 1
        -- ARRAY, not IN: a join may evaluate the sub-select more than once,
        -- and random() makes each time different.
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

-- Opens a session on the challenge of `p_day`; `p_seed` is for a day that has none yet.
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
