-- Opens a session on a plan and closes the player's open one. Returns the new row, or no row when the
-- player does not exist or is not active. `p_raced_result_id` is the result that a rematch races.
--
-- Called by `start_game`, by `start_challenge` and by the start of a rematch. It is a function because its
-- second statement must see the sessions that were opened while the first one waited for the player's row:
-- of two starts at once, one session stays open.
CREATE OR REPLACE FUNCTION open_session(
    p_user_id UUID,
    p_language "Language",
    p_difficulty "Difficulty",
    p_mode "GameMode",
    p_seed INTEGER,
    p_snippet_versions INTEGER[],
    p_challenge_day DATE,
    p_engine_version INTEGER,
    p_idle_seconds INTEGER,
    p_raced_result_id UUID DEFAULT NULL
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
         raced_result_id, started_at, expires_at)
    VALUES (
        p_user_id, p_language, p_difficulty, p_mode, p_seed, p_engine_version, p_snippet_versions,
        p_challenge_day, p_raced_result_id, clock_timestamp(),
        clock_timestamp() + make_interval(secs => p_idle_seconds)
    )
    RETURNING *;
END;
$$ LANGUAGE plpgsql;
