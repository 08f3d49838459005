-- Rewrites a player's rows of every board that is kept, from the VERIFIED results. A deactivated account
-- has no rows. Returns the boards that changed.
--
-- Called by `settle_account` and `settle_results`, by the seed, by the cron after a rule was changed, and by
-- code that changes or deletes a result, in a statement after that change. It is a function because the
-- account's row is locked first: its second statement then sees the results that were stored while it waited.
-- Ending a game takes its locks in the same order (users, sign_ins, game_sessions, then the rest), so neither
-- misses the other.
CREATE OR REPLACE FUNCTION recount_boards(
    p_user_id UUID, p_kept_weeks INTEGER, p_kept_days INTEGER, p_now TIMESTAMPTZ DEFAULT clock_timestamp()
) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty", season SMALLINT
) AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM users WHERE id = p_user_id FOR NO KEY UPDATE;

    RETURN QUERY
    WITH best AS MATERIALIZED (
        SELECT DISTINCT ON (board.leaderboard_type, board.period_start, board.metric, board.language,
                board.difficulty, board.season)
            board.*, place.score, result.ended_at, result.id
        FROM users
        JOIN game_results result ON result.user_id = users.id AND result.status = 'VERIFIED'
            AND NOT result.off_boards
        JOIN game_sessions session ON session.id = result.session_id
        CROSS JOIN LATERAL boards_of(
            result.ended_at, session.language, session.difficulty, session.challenge_day,
            session.engine_version, result.playtime_seconds) board
        CROSS JOIN LATERAL (
            SELECT CASE board.metric WHEN 'score' THEN result.final_score ELSE result.words_per_minute END
        ) place (score)
        WHERE users.id = p_user_id AND users.is_active AND users.deleted_at IS NULL
            AND board.period_start
                >= board_kept_since(board.leaderboard_type, p_kept_weeks, p_kept_days, p_now)
        ORDER BY board.leaderboard_type, board.period_start, board.metric, board.language,
            board.difficulty, board.season, place.score DESC, result.ended_at, result.id
    ), gone AS (
        DELETE FROM leaderboards b WHERE user_id = p_user_id AND NOT EXISTS (
            SELECT FROM best
            WHERE (best.leaderboard_type, best.period_start, best.metric, best.season)
                    = (b.leaderboard_type, b.period_start, b.metric, b.season)
                AND best.language IS NOT DISTINCT FROM b.language
                AND best.difficulty IS NOT DISTINCT FROM b.difficulty)
        RETURNING b.leaderboard_type, b.period_start, b.metric, b.language, b.difficulty, b.season
    ), changed AS (
        INSERT INTO leaderboards AS b
            (score, ranked_at, user_id, result_id, leaderboard_type, period_start, metric, language, difficulty,
             season)
        SELECT best.score, ended_at, p_user_id, best.id,
            best.leaderboard_type, best.period_start, best.metric, best.language, best.difficulty,
            best.season
        FROM best
        ON CONFLICT (user_id, leaderboard_type, period_start, metric, language, difficulty, season) DO UPDATE
        SET score = excluded.score, ranked_at = excluded.ranked_at, result_id = excluded.result_id
        WHERE (b.score, b.ranked_at, b.result_id) IS DISTINCT FROM
            (excluded.score, excluded.ranked_at, excluded.result_id)
        RETURNING b.leaderboard_type, b.period_start, b.metric, b.language, b.difficulty, b.season
    )
    SELECT * FROM gone UNION ALL SELECT * FROM changed;
END;
$$ LANGUAGE plpgsql;
