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
    s := jsonb_populate_record(NULL::user_statistics, jsonb_build_object(
        'id', before.id, 'user_id', p_user_id, 'recounted_at', clock_timestamp(),
        'total_games', 0, 'total_playtime_sec', 0, 'best_score', 0, 'best_wpm', 0, 'avg_wpm', 0,
        'avg_accuracy', 0, 'total_words_typed', 0, 'total_enemies_killed', 0, 'highest_wave', 0,
        'games_by_language', '{}'::jsonb, 'best_combo', 0, 'best_sustained_wpm', 0,
        'best_accuracy', 0, 'longest_flawless', 0, 'challenge_runs', 0, 'played_days', '{}',
        'last_streak', 0, 'best_streak', 0));
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
