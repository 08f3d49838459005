-- Invites a friend to the race with the code `p_race_code`. Returns the outcome `invited`, `not_friends` for everybody
-- else (also for NULL, no account), or `too_many_invitations` with the seconds until the next one fits.
--
-- An invitation to another race takes the place of the last one. The same one again, within the `p_valid_seconds` for
-- which it is shown, changes nothing and does not count. A block needs no condition of its own: it ends the friendship.
--
-- Called by the statement of the invitation, which locks both accounts before. It is a function because its statements
-- see what was stored while those locks were waited for.
CREATE OR REPLACE FUNCTION invite_friend(
    p_user_id UUID,
    p_other_id UUID,
    p_race_code TEXT,
    p_valid_seconds INTEGER,
    p_most_invited INTEGER,
    p_seconds INTEGER,
    OUT outcome TEXT,
    OUT wait INTEGER
) AS $$
DECLARE
    invited TIMESTAMPTZ[];
BEGIN
    wait := 0;
    IF relation_of(p_user_id, p_other_id) <> 'friends' THEN
        outcome := 'not_friends';
        RETURN;
    ELSIF EXISTS (
        SELECT FROM notifications
        WHERE user_id = p_other_id AND kind = 'race_invitation' AND actor_id = p_user_id AND race_code = p_race_code
            AND created_at > clock_timestamp() - make_interval(secs => p_valid_seconds)
    ) THEN
        outcome := 'invited';
        RETURN;
    END IF;

    SELECT invited_at INTO invited FROM friend_request_counts WHERE user_id = p_user_id;
    wait := quota_wait(invited, p_most_invited, p_seconds);
    IF wait > 0 THEN
        outcome := 'too_many_invitations';
        RETURN;
    END IF;
    INSERT INTO friend_request_counts AS counts (user_id, invited_at)
    VALUES (p_user_id, quota_times(NULL, p_most_invited))
    ON CONFLICT (user_id) DO UPDATE SET invited_at = quota_times(counts.invited_at, p_most_invited);

    PERFORM notify(ARRAY[p_other_id], 'race_invitation', p_user_id, NULL, p_race_code);
    outcome := 'invited';
END;
$$ LANGUAGE plpgsql;
