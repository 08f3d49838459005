-- Returns the metrics of achievements by name: those that the statistics `s` have, and those that only the
-- run itself shows. `s` already contains the run. Without a run, the latter are NULL.
--
-- Called by `count_result` and `recount_player`, which grant achievements by them, and by the page of
-- achievements, which shows how far a player is. It is a function because all three need the same metrics.
CREATE OR REPLACE FUNCTION achievement_metrics(s "user_statistics", r "game_results", g "game_sessions")
RETURNS JSONB AS $$
BEGIN
    RETURN jsonb_build_object(
        'sustained_wpm', s.best_wpm,
        'accuracy', s.best_accuracy,
        'flawless_words', s.longest_flawless,
        'combo', s.best_combo,
        'waves', s.highest_wave,
        'games_in_each_language', (
            SELECT min(coalesce((s.games_by_language ->> language::text)::integer, 0))
            FROM unnest(enum_range(NULL::"Language")) language),
        'streak_days', s.best_streak,
        'games', s.total_games,
        'words', s.total_words_typed,
        'bugs', s.total_enemies_killed,
        'playtime_seconds', s.total_playtime_sec,
        'challenge_runs', s.challenge_runs,
        'unharmed_waves', CASE WHEN r.total_damage_taken = 0 THEN r.waves_completed END,
        'expert_waves', CASE WHEN g.difficulty = 'EXPERT' THEN r.waves_completed END,
        'run_seconds', r.playtime_seconds,
        'words_404', (r.total_words_typed = 404)::integer,
        'seconds_418', (r.playtime_seconds = 418)::integer,
        'bugs_42', (r.enemies_killed = 42)::integer,
        'no_correct_words', (r.correct_words = 0)::integer,
        'one_error', (r.incorrect_words = 1 AND r.total_words_typed >= 100)::integer,
        'half_wrong', (r.correct_words = r.incorrect_words AND r.correct_words >= 10)::integer,
        'palindrome', (r.final_score >= 1000 AND reverse(r.final_score::text) = r.final_score::text)::integer,
        'round_score', (r.final_score >= 1000 AND r.final_score % 100 = 0)::integer,
        'at_night', (extract(hour FROM r.ended_at AT TIME ZONE 'UTC') < 4)::integer,
        'friday_evening', (extract(isodow FROM r.ended_at AT TIME ZONE 'UTC') = 5
            AND extract(hour FROM r.ended_at AT TIME ZONE 'UTC') >= 16)::integer,
        'day_256', (extract(doy FROM r.ended_at AT TIME ZONE 'UTC') = 256)::integer
    );
END;
$$ LANGUAGE plpgsql STABLE;
