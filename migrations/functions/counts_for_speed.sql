-- Returns whether a run of so many seconds counts for speed: for `best_wpm` and for boards by words a minute.
--
-- Called by `add_result`, by `boards_of`, and by the cron, which looks for results that were counted by an
-- older rule. It is a function because all three need the same rule. The pages name the number too
-- (app/contracts/ranking.ts); a test compares both.
CREATE OR REPLACE FUNCTION counts_for_speed(p_playtime_seconds INTEGER) RETURNS BOOLEAN AS $$
    SELECT p_playtime_seconds >= 60;
$$ LANGUAGE sql IMMUTABLE;
