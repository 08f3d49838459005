-- Asks another account to be friends; when that one has asked already, both are friends at once. Returns the outcome
-- `requested`, `accepted` or a refusal, and for `too_many_requests` the seconds until the next request fits.
--
-- Somebody who is blocked is treated as everybody else, by the same statements: the request is stored and counts, and
-- readers leave it out as long as its addressee blocks the requester.
--
-- Called by the statement of the request, which locks both accounts before. It is a function because its statements
-- see what was stored while those locks were waited for. STRICT: without another account it does nothing.
CREATE OR REPLACE FUNCTION ask_friend(
    p_user_id UUID,
    p_other_id UUID,
    p_most_friends INTEGER,
    p_most_open INTEGER,
    p_most_asked INTEGER,
    p_seconds INTEGER,
    OUT outcome TEXT,
    OUT wait INTEGER
) AS $$
DECLARE
    relation TEXT := relation_of(p_user_id, p_other_id);
    asked TIMESTAMPTZ[];
BEGIN
    wait := 0;
    outcome := CASE relation
        WHEN 'blocked' THEN 'blocked_by_you'
        WHEN 'friends' THEN 'already_friends'
        WHEN 'outgoing' THEN 'already_requested'
        WHEN 'incoming' THEN befriend(p_user_id, p_other_id, p_most_friends)
    END;
    IF outcome IS NOT NULL THEN
        RETURN;
    ELSIF count_friends(p_user_id) >= p_most_friends THEN
        outcome := 'too_many_friends';
        RETURN;
    ELSIF (SELECT count(*) FROM friend_relationships WHERE requester_id = p_user_id AND status = 'PENDING')
        >= p_most_open THEN
        outcome := 'too_many_open_requests';
        RETURN;
    END IF;

    SELECT requested_at INTO asked FROM friend_request_counts WHERE user_id = p_user_id;
    wait := quota_wait(asked, p_most_asked, p_seconds);
    IF wait > 0 THEN
        outcome := 'too_many_requests';
        RETURN;
    END IF;
    INSERT INTO friend_request_counts AS counts (user_id, requested_at)
    VALUES (p_user_id, quota_times(NULL, p_most_asked))
    ON CONFLICT (user_id) DO UPDATE SET requested_at = quota_times(counts.requested_at, p_most_asked);

    INSERT INTO friend_relationships (requester_id, addressee_id) VALUES (p_user_id, p_other_id);
    PERFORM notify(ARRAY[p_other_id], 'friend_request', p_user_id);
    outcome := 'requested';
END;
$$ LANGUAGE plpgsql STRICT;
