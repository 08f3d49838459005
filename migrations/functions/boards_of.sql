-- Returns all boards that a VERIFIED result belongs to: of each period at its end, by score and, if it counts
-- for speed, by words a minute, over all, by language, by difficulty and by both; and the board of the
-- challenge that it played; all of them in the season of its engine version. Without `p_playtime_seconds` it returns the boards of a run of any length.
--
-- Called by the statement that stores a result, by `recount_boards`, and by the cron, which looks for
-- outdated milestones. It is a function because all three need the same list.
CREATE OR REPLACE FUNCTION boards_of(
    p_ended_at TIMESTAMPTZ, p_language "Language", p_difficulty "Difficulty", p_challenge_day DATE,
    p_season INTEGER, p_playtime_seconds INTEGER DEFAULT NULL
) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty", season SMALLINT
) AS $$
    SELECT period.type, period.first_day, metric, language, difficulty, p_season::smallint
    FROM (VALUES
            ('all_time'::"LeaderboardType", '0001-01-01'::date),
            ('weekly', date_trunc('week', p_ended_at AT TIME ZONE 'UTC')::date),
            ('daily', (p_ended_at AT TIME ZONE 'UTC')::date)
        ) AS period (type, first_day),
        unnest('{score,wpm}'::"LeaderboardMetric"[]) AS metric,
        unnest(ARRAY[NULL, p_language]) AS language,
        unnest(ARRAY[NULL, p_difficulty]) AS difficulty
    WHERE metric = 'score' OR p_playtime_seconds IS NULL OR counts_for_speed(p_playtime_seconds)
    UNION ALL
    SELECT 'challenge'::"LeaderboardType", p_challenge_day, 'score', p_language, p_difficulty, p_season::smallint
    WHERE p_challenge_day IS NOT NULL;
$$ LANGUAGE sql IMMUTABLE;
