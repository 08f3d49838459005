-- Picks the least used snippets of a language and a difficulty, counts them as used, and opens a session
-- on them. Returns the new row, or no row when the player does not exist or is not active.
--
-- Called by the start of a standard or a relaxed game. It is a function because each of its statements must
-- see what was committed while the one before it waited: a single statement with CTEs keeps its first
-- snapshot, so fifty starts at once would all pick the same snippets. It locks in one order (player, then
-- rotation), so starts cannot deadlock. SKIP LOCKED was rejected, because under load it serves fewer
-- snippets than were asked for; advisory locks were rejected, because Hyperdrive does not carry them
-- (docs/decisions/0007-start-game-function.md).
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

    PERFORM 1 FROM snippet_rotations
    WHERE language = p_language AND difficulty = p_difficulty
    FOR NO KEY UPDATE;

    WITH used AS (
        UPDATE code_snippets
        SET usage_count = usage_count + 1
        -- ARRAY and not IN: a join may evaluate the sub-select more than once, and each time in another
        -- random order, so it could update other or more snippets than were picked.
        WHERE id = ANY (ARRAY(
            SELECT id FROM least_used_snippets(p_language, p_difficulty, p_snippet_count)
        ))
        RETURNING version_id
    )
    SELECT array_agg(version_id ORDER BY random()) INTO picked FROM used;

    -- The join names the table, so that a connection plans this again once the table has another column (docs/decisions/0060-prepared-statements.md).
    RETURN QUERY
    SELECT session.* FROM open_session(
        p_user_id, p_language, p_difficulty, p_mode, p_seed, coalesce(picked, '{}'), NULL,
        p_engine_version, p_idle_seconds) session
    LEFT JOIN game_sessions ON false;
END;
$$ LANGUAGE plpgsql;
