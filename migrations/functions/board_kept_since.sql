-- Returns the first period of a type whose rows are kept at `p_now`: 27 weeks, 35 days, or all time.
--
-- Called by the cron, which removes older rows, and by `recount_boards`, which must not write them again.
-- It is a function because both need the same rule.
CREATE OR REPLACE FUNCTION board_kept_since(p_type "LeaderboardType", p_now TIMESTAMPTZ) RETURNS DATE AS $$
    SELECT CASE p_type
        WHEN 'all_time' THEN '0001-01-01'::date
        WHEN 'weekly' THEN date_trunc('week', p_now AT TIME ZONE 'UTC')::date - 27 * 7
        ELSE (p_now AT TIME ZONE 'UTC')::date - 35
    END;
$$ LANGUAGE sql IMMUTABLE;
