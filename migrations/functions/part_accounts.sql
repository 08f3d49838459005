-- Deletes the request or friendship between two accounts, and every notification that one has about the other.
--
-- Called by `answer_friend`, `end_friendship` and `block_account` with both accounts locked.
CREATE OR REPLACE FUNCTION part_accounts(p_user_id UUID, p_other_id UUID) RETURNS VOID AS $$
BEGIN
    DELETE FROM friend_relationships r
    WHERE least(r.requester_id, r.addressee_id) = least(p_user_id, p_other_id)
        AND greatest(r.requester_id, r.addressee_id) = greatest(p_user_id, p_other_id);
    DELETE FROM notifications
    WHERE (user_id = p_user_id AND actor_id = p_other_id) OR (user_id = p_other_id AND actor_id = p_user_id);
END;
$$ LANGUAGE plpgsql;
