-- Starting a game is one round trip, and a function because each statement of
-- it must see what the one before has waited for: a single statement with CTEs
-- keeps the snapshot it began with, so fifty starts at once would all pick the
-- same "least used" snippets.
--
-- Locks are taken in one order (player, then snippet group), so starts cannot
-- deadlock. SKIP LOCKED was rejected: under load it serves fewer snippets than
-- were asked for. Advisory locks were rejected: Hyperdrive does not carry them.
--
-- No row comes back when the player does not exist or is not active.
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
