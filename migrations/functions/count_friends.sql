-- Returns the number of an account's friends. Those whose account is deactivated or deleted count as well, because
-- they may come back.
CREATE OR REPLACE FUNCTION count_friends(p_user_id UUID) RETURNS BIGINT AS $$
BEGIN
    RETURN (SELECT count(*) FROM friend_relationships WHERE requester_id = p_user_id AND status = 'ACCEPTED')
        + (SELECT count(*) FROM friend_relationships WHERE addressee_id = p_user_id AND status = 'ACCEPTED');
END;
$$ LANGUAGE plpgsql;
