-- Brings the statistics of keys up to date with one session of a game or a drill that is due: adds its sums, takes them
-- out, or leaves them, as its result stands by now. Empties a drill that was deleted. Returns whether it was due.
--
-- Called by the cron job, with the sums of the session's log; NULL without a log, whose keys stay as they are counted.
-- It is a function because what is to be done is known only after the account's lock was waited for.
CREATE OR REPLACE FUNCTION settle_keystrokes(
    p_session_id UUID, p_sums JSONB, p_days INTEGER
) RETURNS BOOLEAN AS $$
DECLARE
    t typing_sessions;
    played "Language";
    wanted BOOLEAN;
BEGIN
    -- Locks the account first, as storing a result does.
    PERFORM FROM users WHERE id = (SELECT user_id FROM typing_sessions WHERE id = p_session_id) FOR NO KEY UPDATE;
    SELECT * INTO t FROM typing_sessions WHERE id = p_session_id FOR NO KEY UPDATE;
    IF NOT FOUND OR NOT t.keys_due OR NOT t.is_completed THEN
        RETURN false;
    END IF;

    IF t.game_session_id IS NULL THEN
        played := t.language;
        wanted := t.deleted_at IS NULL;
    ELSE
        SELECT g.language, r.status <> 'VOIDED' INTO played, wanted
        FROM game_sessions g JOIN game_results r ON r.session_id = g.id
        WHERE g.id = t.game_session_id;
    END IF;

    IF p_sums IS NOT NULL AND wanted <> t.keys_counted THEN
        PERFORM add_keystrokes(t.user_id, played, t.ended_at, p_sums, CASE WHEN wanted THEN 1 ELSE -1 END, p_days);
        t.keys_counted := wanted;
    END IF;
    UPDATE typing_sessions SET keys_due = false, keys_counted = t.keys_counted,
        -- What is left of a deleted drill is its id, so that its ticket cannot store it again.
        key_sequence = CASE WHEN deleted_at IS NULL THEN key_sequence END
    WHERE id = t.id;
    DELETE FROM typing_results WHERE session_id = t.id AND t.deleted_at IS NOT NULL;
    RETURN true;
END;
$$ LANGUAGE plpgsql;
