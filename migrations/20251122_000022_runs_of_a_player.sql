-- What a player played, with what the history filters by: a filter that keeps little looks at all of a player's
-- sessions, and finds them side by side here. In the table they lie as far apart as they were played, a page
-- each, and the more players there are, the fewer of these pages are at hand.
-- With many sessions make it by hand beforehand, under that name and CONCURRENTLY (docs/operations.md).
CREATE INDEX IF NOT EXISTS game_sessions_played_idx
    ON game_sessions (user_id) INCLUDE (id, language, difficulty, mode);
DROP INDEX game_sessions_user_id_idx;
ALTER INDEX game_sessions_played_idx RENAME TO game_sessions_user_id_idx;

-- The newest `most` results of a player, with what was played. The planner expects the average player, who has ten
-- runs, so a page that needs the last thousand of somebody with ten thousand would sort them all, or look each session
-- up on its own. Here it walks two indexes of the player's own, and joins what it found once.
CREATE FUNCTION latest_runs(player uuid, most integer) RETURNS TABLE (
    id uuid, final_score integer, words_per_minute double precision, accuracy_percentage double precision,
    waves_completed integer, ended_at timestamptz, status "ResultStatus",
    language "Language", difficulty "Difficulty", mode "GameMode"
)
LANGUAGE sql STABLE
SET enable_sort = off SET enable_bitmapscan = off SET enable_nestloop = off SET enable_mergejoin = off
AS $$
    SELECT result.id, final_score, words_per_minute, accuracy_percentage, waves_completed, result.ended_at, status,
        language, difficulty, mode
    FROM (
        SELECT * FROM game_results WHERE user_id = player ORDER BY ended_at DESC, id DESC LIMIT most
    ) result
    JOIN game_sessions session ON session.user_id = player AND session.id = result.session_id
$$;
