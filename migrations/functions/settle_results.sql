-- Brings statistics, achievements and boards of a player up to date after the status of a result was
-- changed. Returns the boards that changed.
--
-- Called by the statement with which a moderator voids, verifies or restores a result. It is a function
-- because its statements see the changed status and what was stored while the account's lock was waited for.
CREATE OR REPLACE FUNCTION settle_results(
    p_user_id UUID, p_kept_weeks INTEGER, p_kept_days INTEGER
) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty", season SMALLINT
) AS $$
BEGIN
    PERFORM recount_player(p_user_id);
    -- The cron job takes their keys out of the statistics, or puts them back.
    UPDATE typing_sessions typed SET keys_due = true
    FROM game_results result
    WHERE result.user_id = p_user_id AND typed.game_session_id = result.session_id
        AND typed.key_sequence IS NOT NULL AND typed.keys_counted = (result.status = 'VOIDED');
    RETURN QUERY SELECT * FROM recount_boards(p_user_id, p_kept_weeks, p_kept_days);
END;
$$ LANGUAGE plpgsql;
