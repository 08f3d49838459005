-- Returns the statistics `s` after one more VERIFIED result. It writes nothing.
--
-- Called by `count_result` for a new result and by `recount_player` for all of them, so that both give the
-- same statistics (docs/decisions/0019-progress.md). This function and the others of progress are in
-- PL/pgSQL, which caches their plans: functions in SQL are planned at each call, half a millisecond here.
CREATE OR REPLACE FUNCTION add_result(s "user_statistics", r "game_results", g "game_sessions")
RETURNS "user_statistics" AS $$
DECLARE
    played DATE := (r.ended_at AT TIME ZONE 'UTC')::date;
    streak DATERANGE;
BEGIN
    s.avg_wpm := (s.avg_wpm * s.total_games + r.words_per_minute) / (s.total_games + 1);
    s.avg_accuracy := (s.avg_accuracy * s.total_games + r.accuracy_percentage) / (s.total_games + 1);
    s.total_games := s.total_games + 1;
    IF r.standard_wpm IS NOT NULL THEN
        s.avg_standard_wpm := (coalesce(s.avg_standard_wpm, 0) * s.games_with_keys + r.standard_wpm)
            / (s.games_with_keys + 1);
        s.avg_key_accuracy := (coalesce(s.avg_key_accuracy, 0) * s.games_with_keys + r.key_accuracy)
            / (s.games_with_keys + 1);
        s.games_with_keys := s.games_with_keys + 1;
    END IF;
    s.total_playtime_sec := s.total_playtime_sec + r.playtime_seconds;
    s.total_words_typed := s.total_words_typed + r.total_words_typed;
    s.total_enemies_killed := s.total_enemies_killed + r.enemies_killed;
    s.best_score := greatest(s.best_score, r.final_score);
    s.best_combo := greatest(s.best_combo, r.max_combo);
    s.highest_wave := greatest(s.highest_wave, r.waves_completed);
    IF counts_for_speed(r.playtime_seconds) THEN
        s.best_wpm := greatest(s.best_wpm, r.words_per_minute);
        s.best_standard_wpm := greatest(s.best_standard_wpm, r.standard_wpm);
        -- The same, since `best_wpm` has this rule too. The release before still reads the column.
        s.best_sustained_wpm := s.best_wpm;
    END IF;
    IF r.total_words_typed >= 100 THEN
        s.best_accuracy := greatest(s.best_accuracy, r.accuracy_percentage);
    END IF;
    IF r.incorrect_words = 0 THEN
        s.longest_flawless := greatest(s.longest_flawless, r.total_words_typed);
    END IF;
    IF g.mode = 'daily' THEN
        s.challenge_runs := s.challenge_runs + 1;
    END IF;
    s.games_by_language := count_language(s.games_by_language, g.language);

    IF NOT s.played_days @> played THEN
        s.played_days := s.played_days + datemultirange(daterange(played, played, '[]'));
        SELECT days INTO streak FROM unnest(s.played_days) days WHERE days @> played;
        s.best_streak := greatest(s.best_streak, upper(streak) - lower(streak));
        IF upper(streak) = upper(s.played_days) THEN
            s.last_played_day := upper(streak) - 1;
            s.last_streak := upper(streak) - lower(streak);
        END IF;
    END IF;
    RETURN s;
END;
$$ LANGUAGE plpgsql IMMUTABLE;
