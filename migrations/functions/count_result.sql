-- Adds a result to its player's statistics and grants its achievements, if it is VERIFIED and `p_fresh`
-- (the statement has just stored it). Returns what `granted_by` returns.
--
-- Called by the statement that stores a result, as a part of it. It is a function because it must see more
-- than the snapshot of that statement: the statistics and achievements that other results of this player
-- added while it waited for the account (docs/decisions/0008-one-statement-results.md).
CREATE OR REPLACE FUNCTION count_result(p_result_id UUID, p_fresh BOOLEAN) RETURNS JSONB AS $$
DECLARE
    r game_results;
    g game_sessions;
    s user_statistics;
    metrics JSONB;
BEGIN
    SELECT * INTO r FROM game_results WHERE id = p_result_id;
    IF p_fresh AND r.status = 'VERIFIED' THEN
        SELECT * INTO g FROM game_sessions WHERE id = r.session_id;
        s := add_result(lock_statistics(r.user_id), r, g);
        PERFORM keep_statistics(s);
        metrics := achievement_metrics(s, r, g);
        INSERT INTO user_achievements (user_id, achievement_id, result_id, unlocked_at)
        SELECT r.user_id, a.id, r.id, r.ended_at FROM achievements a
        WHERE (metrics ->> a.requirement_type)::double precision >= a.requirement_value
        ON CONFLICT (user_id, achievement_id) DO NOTHING;
    END IF;
    RETURN granted_by(p_result_id);
END;
$$ LANGUAGE plpgsql;
