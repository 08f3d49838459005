-- Accepts the request of `p_other_id` to `p_user_id`, unless one of the two has no room for another friend. Returns
-- `accepted` or the refusal.
--
-- Called by `ask_friend` and `answer_friend` with both accounts locked.
CREATE OR REPLACE FUNCTION befriend(p_user_id UUID, p_other_id UUID, p_most_friends INTEGER) RETURNS TEXT AS $$
DECLARE
    refusal TEXT := friendship_limit(p_user_id, p_other_id, p_most_friends);
BEGIN
    IF refusal IS NOT NULL THEN
        RETURN refusal;
    END IF;
    UPDATE friend_relationships SET status = 'ACCEPTED'
    WHERE requester_id = p_other_id AND addressee_id = p_user_id;
    DELETE FROM notifications
    WHERE user_id = p_user_id AND kind = 'friend_request' AND actor_id = p_other_id;
    PERFORM notify(ARRAY[p_other_id], 'friend_accepted', p_user_id);
    RETURN 'accepted';
END;
$$ LANGUAGE plpgsql;
