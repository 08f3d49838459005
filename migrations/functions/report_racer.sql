-- Stores a report of a racer in the latest race of a code, once for an account. Returns the outcome `reported` or a
-- refusal, and for `too_many_reports` the seconds until the next report fits.
--
-- Called by the statement of the report, which locks the reporter's account before. It is a function because its
-- statements see the reports that were stored while that lock was waited for: of a hundred at once exactly the limit
-- passes.
CREATE OR REPLACE FUNCTION report_racer(
    p_user_id UUID,
    p_code TEXT,
    p_number INTEGER,
    p_reason "RaceReportReason",
    p_most INTEGER,
    p_seconds INTEGER,
    OUT outcome TEXT,
    OUT wait INTEGER
) AS $$
DECLARE
    race UUID := (SELECT id FROM races WHERE code = p_code ORDER BY started_at DESC LIMIT 1);
    player RECORD;
    oldest TIMESTAMPTZ;
BEGIN
    wait := 0;
    SELECT race_players.user_id, result_id IS NOT NULL AND users.is_active AND users.deleted_at IS NULL AS has_run
    INTO player
    FROM race_players LEFT JOIN users ON users.id = race_players.user_id
    WHERE race_id = race AND number = p_number;
    outcome := CASE
        WHEN race IS NULL THEN 'no_race'
        WHEN NOT FOUND THEN 'no_racer'
        WHEN player.user_id = p_user_id THEN 'is_self'
        WHEN player.has_run IS NOT TRUE THEN 'not_reportable'
        WHEN EXISTS (
            SELECT FROM race_reports WHERE race_id = race AND number = p_number AND reporter_id = p_user_id
        ) THEN 'reported'
    END;
    IF outcome IS NOT NULL THEN
        RETURN;
    END IF;

    -- The one that has to be an hour old before another fits.
    SELECT created_at INTO oldest FROM race_reports
    WHERE reporter_id = p_user_id AND created_at > clock_timestamp() - make_interval(secs => p_seconds)
    ORDER BY created_at DESC OFFSET p_most - 1 LIMIT 1;
    IF oldest IS NOT NULL THEN
        outcome := 'too_many_reports';
        wait := greatest(1, ceil(extract(epoch FROM oldest + make_interval(secs => p_seconds) - clock_timestamp())));
        RETURN;
    END IF;

    INSERT INTO race_reports (race_id, number, reporter_id, reason) VALUES (race, p_number, p_user_id, p_reason);
    outcome := 'reported';
END;
$$ LANGUAGE plpgsql;
