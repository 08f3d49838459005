-- Ends a block. Returns `unblocked`, or `not_found` when there is none. A request that came meanwhile is shown from
-- then on.
--
-- Called by the statement that ends the block, which locks both accounts before. STRICT: without another account it
-- does nothing.
CREATE OR REPLACE FUNCTION unblock_account(p_user_id UUID, p_other_id UUID) RETURNS TEXT AS $$
BEGIN
    DELETE FROM blocks WHERE blocker_id = p_user_id AND blocked_id = p_other_id;
    RETURN CASE WHEN FOUND THEN 'unblocked' ELSE 'not_found' END;
END;
$$ LANGUAGE plpgsql STRICT;
