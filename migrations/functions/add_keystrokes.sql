-- Adds the sums of one run or drill to its player's statistics of keys (`p_sign` 1), or takes them out again (-1):
-- for all of time, and for the quarter in which it ended, which has neither pairs nor confusions nor days. `p_sums` has
-- the columns of `keystroke_statistics` that are summed, as `packSums` writes them. The newest `p_days` days are kept.
-- Returns true: a statement needs a value of what it calls.
--
-- Called by the statements that store a result, and by `settle_keystrokes`. It is a function because it must add to
-- what other runs of this player added while the account was waited for; the caller holds that lock.
CREATE OR REPLACE FUNCTION add_keystrokes(
    p_user_id UUID, p_language "Language", p_ended_at TIMESTAMPTZ, p_sums JSONB, p_sign INTEGER, p_days INTEGER
) RETURNS BOOLEAN AS $$
DECLARE
    n keystroke_statistics := jsonb_populate_record(NULL::keystroke_statistics, p_sums);
    quarter DATE := date_trunc('quarter', p_ended_at AT TIME ZONE 'UTC')::date;
BEGIN
    n.days := ARRAY[(p_ended_at AT TIME ZONE 'UTC')::date];
    IF p_sign > 0 THEN
        INSERT INTO keystroke_statistics (user_id, language, period_start)
        VALUES (p_user_id, p_language, '-infinity'), (p_user_id, p_language, quarter)
        ON CONFLICT DO NOTHING;
    END IF;

    UPDATE keystroke_statistics s SET
        (keys, key_presses, key_errors, key_timed, key_ms) = (
            SELECT coalesce(array_agg(key ORDER BY key), '{}'), coalesce(array_agg(a ORDER BY key), '{}'),
                coalesce(array_agg(b ORDER BY key), '{}'), coalesce(array_agg(c ORDER BY key), '{}'),
                coalesce(array_agg(d ORDER BY key), '{}')
            FROM (
                SELECT key, sum(f * a)::int a, sum(f * b)::int b, sum(f * c)::int c, sum(f * d)::int d
                FROM (
                    SELECT 1, * FROM unnest(s.keys, s.key_presses, s.key_errors, s.key_timed, s.key_ms)
                    UNION ALL
                    SELECT p_sign, * FROM unnest(n.keys, n.key_presses, n.key_errors, n.key_timed, n.key_ms)
                ) both_sums (f, key, a, b, c, d)
                GROUP BY key HAVING sum(f * a) <> 0 OR sum(f * b) <> 0
            ) summed
        ),
        (kind_presses, kind_errors, kind_timed, kind_ms) = (
            SELECT array_agg(a + p_sign * e ORDER BY i), array_agg(b + p_sign * f ORDER BY i),
                array_agg(c + p_sign * g ORDER BY i), array_agg(d + p_sign * h ORDER BY i)
            FROM unnest(s.kind_presses, s.kind_errors, s.kind_timed, s.kind_ms,
                n.kind_presses, n.kind_errors, n.kind_timed, n.kind_ms)
                WITH ORDINALITY u (a, b, c, d, e, f, g, h, i)
        ),
        recovery_ms = s.recovery_ms + p_sign * n.recovery_ms,
        (pairs, pair_timed, pair_errors, pair_ms) = (
            SELECT coalesce(array_agg(pair ORDER BY pair), '{}'), coalesce(array_agg(a ORDER BY pair), '{}'),
                coalesce(array_agg(b ORDER BY pair), '{}'), coalesce(array_agg(c ORDER BY pair), '{}')
            FROM (
                SELECT pair, sum(f * a)::int a, sum(f * b)::int b, sum(f * c)::int c
                FROM (
                    SELECT 1, * FROM unnest(s.pairs, s.pair_timed, s.pair_errors, s.pair_ms)
                    UNION ALL
                    SELECT p_sign, * FROM unnest(n.pairs, n.pair_timed, n.pair_errors, n.pair_ms)
                    WHERE s.period_start = '-infinity'
                ) both_sums (f, pair, a, b, c)
                GROUP BY pair HAVING sum(f * a) <> 0 OR sum(f * b) <> 0
            ) summed
        ),
        (confusions, confusion_counts) = (
            SELECT coalesce(array_agg(confusion ORDER BY confusion), '{}'),
                coalesce(array_agg(a ORDER BY confusion), '{}')
            FROM (
                SELECT confusion, sum(f * a)::int a
                FROM (
                    SELECT 1, * FROM unnest(s.confusions, s.confusion_counts)
                    UNION ALL
                    SELECT p_sign, * FROM unnest(n.confusions, n.confusion_counts)
                    WHERE s.period_start = '-infinity'
                ) both_sums (f, confusion, a)
                GROUP BY confusion HAVING sum(f * a) <> 0
            ) summed
        ),
        (days, day_correct, day_incorrect, day_ms) = (
            SELECT coalesce(array_agg(day ORDER BY day), '{}'), coalesce(array_agg(a ORDER BY day), '{}'),
                coalesce(array_agg(b ORDER BY day), '{}'), coalesce(array_agg(c ORDER BY day), '{}')
            FROM (
                SELECT day, sum(f * a)::int a, sum(f * b)::int b, sum(f * c)::int c
                FROM (
                    SELECT 1, * FROM unnest(s.days, s.day_correct, s.day_incorrect, s.day_ms)
                    UNION ALL
                    SELECT p_sign, * FROM unnest(n.days, n.day_correct, n.day_incorrect, n.day_ms)
                    WHERE s.period_start = '-infinity'
                ) both_sums (f, day, a, b, c)
                -- A day that was dropped before is not taken out once more.
                GROUP BY day HAVING sum(f * a) > 0 OR sum(f * b) > 0
                ORDER BY day DESC LIMIT p_days
            ) summed
        )
    WHERE s.user_id = p_user_id AND s.language = p_language AND s.period_start IN ('-infinity', quarter);
    RETURN true;
END;
$$ LANGUAGE plpgsql;
