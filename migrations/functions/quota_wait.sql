-- Returns the seconds until another act fits into a quota of `p_most` acts in any `p_seconds`; 0 when one fits now.
--
-- Called by `ask_friend` and `invite_friend` with the times of the latest acts, in their order; NULL without any.
CREATE OR REPLACE FUNCTION quota_wait(p_times TIMESTAMPTZ[], p_most INTEGER, p_seconds INTEGER) RETURNS INTEGER AS $$
BEGIN
    IF p_times IS NULL OR cardinality(p_times) < p_most THEN
        RETURN 0;
    END IF;
    RETURN greatest(0, ceil(extract(epoch FROM
        p_times[cardinality(p_times) - p_most + 1] + make_interval(secs => p_seconds) - clock_timestamp())));
END;
$$ LANGUAGE plpgsql;
