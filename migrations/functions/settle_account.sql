-- Brings everything that depends on an account up to date after it was activated, deactivated or deleted.
-- For an account that is not active it ends games and sign-ins. Returns the boards that changed.
--
-- Called by the statements that make these changes, which lock the account's row. It is a function because
-- its statements see what was stored while that lock was waited for.
CREATE OR REPLACE FUNCTION settle_account(
    p_user_id UUID, p_kept_weeks INTEGER, p_kept_days INTEGER
) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty", season SMALLINT
) AS $$
#variable_conflict use_column
BEGIN
    IF EXISTS (SELECT FROM users WHERE id = p_user_id AND NOT is_active) THEN
        PERFORM end_sign_ins(p_user_id);
        UPDATE game_sessions SET ended_at = clock_timestamp()
        WHERE user_id = p_user_id AND ended_at IS NULL;
    END IF;
    RETURN QUERY SELECT * FROM recount_boards(p_user_id, p_kept_weeks, p_kept_days);
END;
$$ LANGUAGE plpgsql;
