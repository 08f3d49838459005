-- Opens a session on the challenge of a day, and creates the challenge where the day has none yet, from
-- `p_seed` and random snippets. Returns the new row, or no row when the player does not exist or is not
-- active. Without a player it creates no challenge either: the start was refused.
--
-- Called by the start of a daily challenge and of its practice. It is a function because its second
-- statement must see the challenge that another start has just created.
CREATE OR REPLACE FUNCTION start_challenge(
    p_user_id UUID,
    p_language "Language",
    p_difficulty "Difficulty",
    p_day DATE,
    p_mode "GameMode",
    p_snippet_count INTEGER,
    p_seed INTEGER,
    p_engine_version INTEGER,
    p_idle_seconds INTEGER
) RETURNS SETOF "game_sessions" AS $$
BEGIN
    IF p_user_id IS NULL THEN
        RETURN;
    END IF;

    INSERT INTO daily_challenges (day, language, seed, snippet_versions)
    SELECT p_day, p_language, p_seed, coalesce(array_agg(version_id), '{}')
    FROM (
        SELECT version_id FROM code_snippets
        WHERE language = p_language AND difficulty = p_difficulty AND is_active
        ORDER BY random() LIMIT p_snippet_count
    ) picked
    ON CONFLICT DO NOTHING;

    -- The join names the table, so that a connection plans this again once the table has another column (docs/decisions/0060-prepared-statements.md).
    RETURN QUERY
    SELECT session.* FROM daily_challenges challenge
    CROSS JOIN LATERAL open_session(
        p_user_id, p_language, p_difficulty, p_mode, challenge.seed, challenge.snippet_versions, p_day,
        p_engine_version, p_idle_seconds) session
    LEFT JOIN game_sessions ON false
    WHERE challenge.day = p_day AND challenge.language = p_language;
END;
$$ LANGUAGE plpgsql;
