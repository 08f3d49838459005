-- Returns the first period of a type whose rows are kept at `p_now`. Weekly boards are kept for `p_kept_weeks`
-- past weeks, daily boards and challenges for `p_kept_days` past days, all-time boards for ever. The numbers
-- are constants of the application (app/.server/leaderboards/periods.ts).
--
-- Called by the cron, which removes older rows, and by `recount_boards`, which must not write them again.
-- It is a function because both need the same rule.
CREATE OR REPLACE FUNCTION board_kept_since(
    p_type "LeaderboardType", p_kept_weeks INTEGER, p_kept_days INTEGER, p_now TIMESTAMPTZ
) RETURNS DATE AS $$
    SELECT CASE p_type
        WHEN 'all_time' THEN '0001-01-01'::date
        WHEN 'weekly' THEN date_trunc('week', p_now AT TIME ZONE 'UTC')::date - p_kept_weeks * 7
        ELSE (p_now AT TIME ZONE 'UTC')::date - p_kept_days
    END;
$$ LANGUAGE sql IMMUTABLE;
