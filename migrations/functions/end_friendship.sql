-- Ends the friendship or the request between two accounts, whoever asked. Returns `ended`, or `not_found` when the
-- first account knows of none.
--
-- Called by the statement that ends it, which locks both accounts before. It is a function because its statements
-- see what was stored while those locks were waited for. STRICT: without another account it does nothing.
CREATE OR REPLACE FUNCTION end_friendship(p_user_id UUID, p_other_id UUID) RETURNS TEXT AS $$
BEGIN
    IF relation_of(p_user_id, p_other_id) IN ('none', 'blocked') THEN
        RETURN 'not_found';
    END IF;
    PERFORM part_accounts(p_user_id, p_other_id);
    RETURN 'ended';
END;
$$ LANGUAGE plpgsql STRICT;
