-- Locks an account and returns its statistics for a change, which it creates where there are none yet.
-- Returns NULL when the account does not exist.
--
-- Called by `count_result` and `recount_player`. It is a function because the account is locked first, as
-- by the statement that stores a result; the statements after that see what was stored meanwhile.
CREATE OR REPLACE FUNCTION lock_statistics(p_user_id UUID) RETURNS "user_statistics" AS $$
DECLARE
    s user_statistics;
BEGIN
    PERFORM 1 FROM users WHERE id = p_user_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    INSERT INTO user_statistics (user_id) VALUES (p_user_id) ON CONFLICT (user_id) DO NOTHING;
    SELECT * INTO s FROM user_statistics WHERE user_id = p_user_id;
    RETURN s;
END;
$$ LANGUAGE plpgsql;
