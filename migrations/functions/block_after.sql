-- Returns how long the next sign-in has to wait after so many failures: NULL (no wait) below
-- `slowed_from`, 2 seconds and doubled with each failure below `locked_from`, and `locked_seconds` from
-- there.
--
-- Called by the statement that stores a failed sign-in. It is a function because that statement needs the
-- rule inside ON CONFLICT DO UPDATE, where the new number of failures is known.
CREATE OR REPLACE FUNCTION block_after(
    failures INTEGER, slowed_from INTEGER, locked_from INTEGER, locked_seconds INTEGER
) RETURNS INTERVAL AS $$
    SELECT CASE
        WHEN failures < slowed_from THEN NULL
        WHEN failures < locked_from THEN make_interval(secs => 2 ^ (failures - slowed_from + 1))
        ELSE make_interval(secs => locked_seconds)
    END;
$$ LANGUAGE sql IMMUTABLE;
