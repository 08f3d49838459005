-- Blocks an account, which ends a friendship or a request. Returns `blocked`, also when it was blocked already, or
-- `too_many_blocks`.
--
-- Called by the statement of the block, which locks both accounts before. It is a function because its statements
-- see what was stored while those locks were waited for. STRICT: without another account it does nothing.
CREATE OR REPLACE FUNCTION block_account(p_user_id UUID, p_other_id UUID, p_most_blocks INTEGER) RETURNS TEXT AS $$
BEGIN
    IF EXISTS (SELECT FROM blocks WHERE blocker_id = p_user_id AND blocked_id = p_other_id) THEN
        RETURN 'blocked';
    ELSIF (SELECT count(*) FROM blocks WHERE blocker_id = p_user_id) >= p_most_blocks THEN
        RETURN 'too_many_blocks';
    END IF;
    PERFORM part_accounts(p_user_id, p_other_id);
    INSERT INTO blocks (blocker_id, blocked_id) VALUES (p_user_id, p_other_id);
    RETURN 'blocked';
END;
$$ LANGUAGE plpgsql STRICT;
