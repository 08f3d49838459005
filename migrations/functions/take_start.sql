-- Counts a start of a game for each of the subjects (an account, a network), unless one of them has used up
-- its quota: `p_limits` starts in any `p_seconds`. Returns 0 if it was counted, otherwise the seconds until
-- the next start fits; a refused start counts for no subject.
--
-- Called by the statements that start a game or claim one. It is a function because it locks the counters
-- first, and its later statements then see the starts that were counted while it waited: of a hundred starts
-- at once exactly the quota passes. The callers lock the account before, so the order of locks is always the
-- account, then the counters in the order of their subjects.
CREATE OR REPLACE FUNCTION take_start(p_subjects TEXT[], p_limits INTEGER[], p_seconds INTEGER)
RETURNS INTEGER AS $$
DECLARE
    locked INTEGER;
    wait INTEGER;
BEGIN
    -- Again if the cron removed a counter between the two statements.
    LOOP
        INSERT INTO game_start_counts (subject)
        SELECT subject FROM unnest(p_subjects) subject ORDER BY subject
        ON CONFLICT DO NOTHING;

        PERFORM 1 FROM game_start_counts WHERE subject = ANY (p_subjects) ORDER BY subject FOR UPDATE;
        GET DIAGNOSTICS locked = ROW_COUNT;
        EXIT WHEN locked = cardinality(p_subjects);
    END LOOP;

    -- `starts` has the latest starts, as many as the limit. So the quota is used up while the first of them
    -- is not old enough.
    SELECT max(ceil(extract(epoch FROM
        c.starts[cardinality(c.starts) - quota.most + 1] + make_interval(secs => p_seconds) - clock_timestamp())))
    INTO wait
    FROM unnest(p_subjects, p_limits) AS quota (subject, most)
    JOIN game_start_counts c ON c.subject = quota.subject
    WHERE cardinality(c.starts) >= quota.most;
    IF wait > 0 THEN
        RETURN wait;
    END IF;

    UPDATE game_start_counts c SET
        starts = (c.starts || clock_timestamp())[greatest(1, cardinality(c.starts) - quota.most + 2):],
        last_started_at = clock_timestamp()
    FROM unnest(p_subjects, p_limits) AS quota (subject, most)
    WHERE c.subject = quota.subject;
    RETURN 0;
END;
$$ LANGUAGE plpgsql;
