-- Writes the statistics `s` over the stored ones.
--
-- Called by `count_result` and `recount_player`. It is a function because both write the same columns.
CREATE OR REPLACE FUNCTION keep_statistics(s "user_statistics") RETURNS VOID AS $$
BEGIN
    UPDATE user_statistics SET
        total_games = s.total_games,
        total_playtime_sec = s.total_playtime_sec,
        best_score = s.best_score,
        best_wpm = s.best_wpm,
        avg_wpm = s.avg_wpm,
        avg_accuracy = s.avg_accuracy,
        best_standard_wpm = s.best_standard_wpm,
        avg_standard_wpm = s.avg_standard_wpm,
        avg_key_accuracy = s.avg_key_accuracy,
        games_with_keys = s.games_with_keys,
        total_words_typed = s.total_words_typed,
        total_enemies_killed = s.total_enemies_killed,
        highest_wave = s.highest_wave,
        favorite_language = most_played(s.games_by_language),
        games_by_language = s.games_by_language,
        best_combo = s.best_combo,
        best_sustained_wpm = s.best_sustained_wpm,
        best_accuracy = s.best_accuracy,
        longest_flawless = s.longest_flawless,
        challenge_runs = s.challenge_runs,
        played_days = s.played_days,
        last_played_day = s.last_played_day,
        last_streak = s.last_streak,
        best_streak = s.best_streak,
        recounted_at = s.recounted_at
    WHERE id = s.id;
END;
$$ LANGUAGE plpgsql;
