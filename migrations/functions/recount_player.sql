-- Recounts the statistics and achievements of a player from all VERIFIED results. An achievement that is no
-- longer earned is taken away. One that still is keeps its time, and names the first run that earns it.
--
-- Called by `settle_results`, by the seed, by the cron after a rule was changed, and by code that deletes a
-- result. It is a function because it adds one result after the other, with the same `add_result` as
-- `count_result`.
CREATE OR REPLACE FUNCTION recount_player(p_user_id UUID) RETURNS VOID AS $$
DECLARE
    before user_statistics := lock_statistics(p_user_id);
    s user_statistics;
    run RECORD;
    metrics JSONB;
    earned UUID[] := '{}';
    fresh UUID[];
BEGIN
    IF before.id IS NULL THEN
        RETURN;
    END IF;
    -- The defaults of the columns are the statistics of a player without a run. Every column but these four
    -- follows from results; one that does not would have to be kept here, too.
    DELETE FROM user_statistics WHERE id = before.id;
    INSERT INTO user_statistics (id, user_id, created_at, recounted_at)
    VALUES (before.id, p_user_id, before.created_at, clock_timestamp())
    RETURNING * INTO s;
    FOR run IN
        SELECT r AS result, g AS session
        FROM game_results r JOIN game_sessions g ON g.id = r.session_id
        WHERE r.user_id = p_user_id AND r.status = 'VERIFIED'
        ORDER BY r.ended_at, r.id
    LOOP
        s := add_result(s, run.result, run.session);
        metrics := achievement_metrics(s, run.result, run.session);
        SELECT array_agg(a.id) INTO fresh FROM achievements a
        WHERE a.id <> ALL (earned)
            AND (metrics ->> a.requirement_type)::double precision >= a.requirement_value;
        IF fresh IS NOT NULL THEN
            earned := earned || fresh;
            INSERT INTO user_achievements (user_id, achievement_id, result_id, unlocked_at)
            SELECT p_user_id, achievement, (run.result).id, (run.result).ended_at
            FROM unnest(fresh) achievement
            ON CONFLICT (user_id, achievement_id) DO UPDATE SET result_id = excluded.result_id;
        END IF;
    END LOOP;
    DELETE FROM user_achievements WHERE user_id = p_user_id AND achievement_id <> ALL (earned);
    PERFORM keep_statistics(s);
END;
$$ LANGUAGE plpgsql;
