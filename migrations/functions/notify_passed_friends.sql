-- Tells the friends whose best score a player has passed: those between the player's best before (NULL without one)
-- and the new one.
--
-- Called by the statement that stores a result, for a new best on the board of all players only. It is a function
-- because PostgreSQL then keeps its plan, so that all other results cost nothing.
CREATE OR REPLACE FUNCTION notify_passed_friends(
    p_user_id UUID, p_result_id UUID, p_season SMALLINT, p_before DOUBLE PRECISION, p_score DOUBLE PRECISION
) RETURNS VOID AS $$
BEGIN
    PERFORM notify(ARRAY(
        SELECT friend.id FROM (
            SELECT addressee_id FROM friend_relationships WHERE requester_id = p_user_id AND status = 'ACCEPTED'
            UNION ALL
            SELECT requester_id FROM friend_relationships WHERE addressee_id = p_user_id AND status = 'ACCEPTED'
        ) friend (id)
        JOIN leaderboards best ON best.user_id = friend.id AND best.leaderboard_type = 'all_time'
            AND best.period_start = '0001-01-01' AND best.metric = 'score' AND best.language IS NULL
            AND best.difficulty IS NULL AND best.season = p_season
        WHERE best.score < p_score AND (p_before IS NULL OR best.score >= p_before)
    ), 'best_passed', p_user_id, p_result_id);
END;
$$ LANGUAGE plpgsql;
