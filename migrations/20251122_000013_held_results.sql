-- When the log that a running game left behind came in: what is older than its
-- last key by much was thought over, like a result that comes in late.
ALTER TABLE "typing_sessions" ADD COLUMN "kept_at" TIMESTAMPTZ;

-- What follows from an account's deletion, for whoever holds its row: statements
-- of a function see what was stored while they waited for that.
CREATE OR REPLACE FUNCTION close_account(p_user_id UUID) RETURNS INTEGER AS $$
BEGIN
    UPDATE game_sessions SET ended_at = clock_timestamp()
    WHERE user_id = p_user_id AND ended_at IS NULL;

    DELETE FROM leaderboards WHERE user_id = p_user_id;

    RETURN end_sign_ins(p_user_id);
END;
$$ LANGUAGE plpgsql;
