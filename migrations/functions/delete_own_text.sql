-- Deletes an own text with all its versions, ends a run on it that is still open, and deletes the key logs of its
-- runs and drills, which spell the code. Results keep their figures, and their keys stay in the statistics. Returns whether the account had such a text.
--
-- Called by the statement that deletes a text, which locks the account before. It is a function because it must see
-- the runs that were started and stored while that lock was waited for.
CREATE OR REPLACE FUNCTION delete_own_text(p_user_id UUID, p_id UUID) RETURNS BOOLEAN AS $$
DECLARE
    versions INTEGER[];
    runs UUID[];
BEGIN
    PERFORM 1 FROM own_texts WHERE id = p_id AND user_id = p_user_id FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    versions := ARRAY(SELECT id FROM code_snippet_versions WHERE own_text_id = p_id);
    runs := ARRAY(
        SELECT id FROM game_sessions
        WHERE user_id = p_user_id AND mode = 'own' AND snippet_versions && versions);
    UPDATE game_sessions SET ended_at = clock_timestamp() WHERE id = ANY (runs) AND ended_at IS NULL;
    UPDATE typing_sessions SET key_sequence = NULL WHERE game_session_id = ANY (runs);
    UPDATE typing_sessions SET key_sequence = NULL
    WHERE user_id = p_user_id AND game_session_id IS NULL AND EXISTS (
        SELECT FROM jsonb_array_elements(parts) part WHERE (part ->> 0)::int = ANY (versions));
    DELETE FROM own_texts WHERE id = p_id;
    RETURN true;
END;
$$ LANGUAGE plpgsql;
