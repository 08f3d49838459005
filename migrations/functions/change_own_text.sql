-- Changes an own text. Another text or language is a new version; versions on which no run
-- was started and no drill can end any more (`p_drill_seconds` after its start) go. Returns
-- the changed row, or no row when the account has no such text.
--
-- Called by the statement that changes a text, which locks the account before. It is a function because it must see
-- the runs that were started while that lock was waited for: they keep their version.
CREATE OR REPLACE FUNCTION change_own_text(
    p_user_id UUID,
    p_id UUID,
    p_title VARCHAR,
    p_language "Language",
    p_text TEXT,
    p_token_count INTEGER,
    p_expected_wpm DOUBLE PRECISION,
    p_statement_starts SMALLINT[],
    p_drill_seconds INTEGER
) RETURNS SETOF "own_texts" AS $$
DECLARE
    before own_texts;
    now_version INTEGER;
BEGIN
    SELECT * INTO before FROM own_texts WHERE id = p_id AND user_id = p_user_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    SELECT id INTO now_version FROM code_snippet_versions
    WHERE id = before.version_id AND before.language = p_language AND snippet_text = p_text;
    IF NOT FOUND THEN
        INSERT INTO code_snippet_versions
            (own_text_id, category, snippet_text, token_count, expected_wpm, statement_starts)
        VALUES (p_id, 'own-text', p_text, p_token_count, p_expected_wpm, p_statement_starts)
        RETURNING id INTO now_version;
    END IF;

    RETURN QUERY
    UPDATE own_texts SET title = p_title, language = p_language, version_id = now_version,
        updated_at = date_trunc('milliseconds', clock_timestamp())
    WHERE id = p_id
    RETURNING *;

    DELETE FROM code_snippet_versions version
    WHERE version.own_text_id = p_id AND version.id <> now_version
        -- The start of a drill stores nothing, and its end needs the text.
        AND version.created_at < clock_timestamp() - make_interval(secs => p_drill_seconds)
        AND NOT EXISTS (
            SELECT FROM typing_sessions drill
            WHERE drill.user_id = p_user_id AND drill.game_session_id IS NULL AND EXISTS (
                SELECT FROM jsonb_array_elements(drill.parts) part WHERE (part ->> 0)::int = version.id))
        AND NOT EXISTS (
        SELECT FROM game_sessions session
        WHERE session.user_id = p_user_id AND session.mode = 'own'
            AND session.snippet_versions @> ARRAY[version.id]);
END;
$$ LANGUAGE plpgsql;
