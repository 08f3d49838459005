-- Counts a mail for each of its subjects (an address, a network), unless one of them has used
-- up its quota: `p_limits` mails in any `p_seconds`. Returns 0 if it was counted, otherwise the seconds until the next
-- one fits; a refused mail counts for no subject.
--
-- Called by the statements that write mails. It is a function because it locks the
-- counters first, as `take_start` does: of a hundred requests at once exactly the quota passes.
CREATE OR REPLACE FUNCTION take_mail(p_subjects TEXT[], p_limits INTEGER[], p_seconds INTEGER) RETURNS INTEGER AS $$
DECLARE
    locked INTEGER;
    wait INTEGER;
BEGIN
    -- Again if the cron removed a counter between the two statements.
    LOOP
        INSERT INTO mail_counts (subject)
        SELECT subject FROM unnest(p_subjects) subject ORDER BY subject
        ON CONFLICT DO NOTHING;

        PERFORM 1 FROM mail_counts WHERE subject = ANY (p_subjects) ORDER BY subject FOR UPDATE;
        GET DIAGNOSTICS locked = ROW_COUNT;
        EXIT WHEN locked = (SELECT count(DISTINCT subject) FROM unnest(p_subjects) subject);
    END LOOP;

    SELECT max(quota_wait(c.asked_at, quota.most, p_seconds)) INTO wait
    FROM unnest(p_subjects, p_limits) AS quota (subject, most)
    JOIN mail_counts c ON c.subject = quota.subject;
    IF wait > 0 THEN
        RETURN wait;
    END IF;

    UPDATE mail_counts c SET asked_at = quota_times(c.asked_at, quota.most), last_asked_at = clock_timestamp()
    FROM unnest(p_subjects, p_limits) AS quota (subject, most)
    WHERE c.subject = quota.subject;
    RETURN 0;
END;
$$ LANGUAGE plpgsql;
