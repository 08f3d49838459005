-- Answers the request of `p_other_id` to `p_user_id`. Returns the outcome `accepted`, `declined` or a refusal.
--
-- Called by the statement of the answer, which locks both accounts before. It is a function because its statements
-- see what was stored while those locks were waited for. STRICT: without another account it does nothing.
CREATE OR REPLACE FUNCTION answer_friend(
    p_user_id UUID, p_other_id UUID, p_accepted BOOLEAN, p_most_friends INTEGER
) RETURNS TEXT AS $$
DECLARE
    relation TEXT := relation_of(p_user_id, p_other_id);
BEGIN
    IF relation = 'friends' THEN
        RETURN 'already_friends';
    ELSIF relation = 'outgoing' THEN
        RETURN 'forbidden';
    ELSIF relation <> 'incoming' THEN
        RETURN 'not_found';
    ELSIF p_accepted THEN
        RETURN befriend(p_user_id, p_other_id, p_most_friends);
    END IF;
    PERFORM part_accounts(p_user_id, p_other_id);
    RETURN 'declined';
END;
$$ LANGUAGE plpgsql STRICT;
