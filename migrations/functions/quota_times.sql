-- Returns the times of the latest acts with the present one, at most as many as the quota has.
--
-- Called by `ask_friend` and `invite_friend`, which count an act that `quota_wait` allows.
CREATE OR REPLACE FUNCTION quota_times(p_times TIMESTAMPTZ[], p_most INTEGER) RETURNS TIMESTAMPTZ[] AS $$
BEGIN
    RETURN (coalesce(p_times, '{}') || clock_timestamp())[greatest(1, coalesce(cardinality(p_times), 0) - p_most + 2):];
END;
$$ LANGUAGE plpgsql;
