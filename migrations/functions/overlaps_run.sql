-- Returns whether a player typed another run at the same time: whether the time from the first to the last
-- key of a stored result overlaps `p_first_key_at` to `p_last_key_at` by more than `p_tolerance_ms`.
--
-- Called by the statement that stores a result. It is a function, and VOLATILE, so that it sees the results
-- that were stored while that statement waited for the account's lock; the statement's own snapshot is older.
CREATE OR REPLACE FUNCTION overlaps_run(
    p_user_id UUID, p_session_id UUID, p_first_key_at TIMESTAMPTZ, p_last_key_at TIMESTAMPTZ, p_tolerance_ms INTEGER
) RETURNS BOOLEAN AS $$
DECLARE
    tolerance INTERVAL := make_interval(secs => p_tolerance_ms / 1000.0);
BEGIN
    RETURN EXISTS (
        SELECT FROM game_results
        WHERE user_id = p_user_id AND session_id <> p_session_id
            AND last_key_at > p_first_key_at + tolerance
            AND first_key_at < p_last_key_at - tolerance
    );
END;
$$ LANGUAGE plpgsql VOLATILE;
