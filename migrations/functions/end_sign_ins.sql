-- Ends sign-ins of one account, and revokes their refresh tokens: all of them, only `p_only`, or all but
-- `p_except`. Returns the number of sign-ins that it ended.
--
-- Called by sign-out, by a changed password, by the admin's "sign out everywhere", and by
-- `settle_account`. It is a function because each of its statements takes a new snapshot. A single
-- statement keeps the snapshot that it began with, so it would miss a sign-in that was stored while it
-- waited for the lock on the account's row.
CREATE OR REPLACE FUNCTION end_sign_ins(
    p_user_id UUID, p_only UUID DEFAULT NULL, p_except UUID DEFAULT NULL
) RETURNS INTEGER AS $$
DECLARE
    ended UUID[];
BEGIN
    WITH now_ended AS (
        UPDATE sign_ins SET revoked_at = clock_timestamp()
        WHERE user_id = p_user_id AND revoked_at IS NULL
            AND (p_only IS NULL OR id = p_only) AND id IS DISTINCT FROM p_except
        RETURNING id
    )
    SELECT array_agg(id) INTO ended FROM now_ended;

    UPDATE refresh_tokens SET revoked_at = clock_timestamp()
    WHERE family_id = ANY (ended) AND revoked_at IS NULL;

    RETURN coalesce(cardinality(ended), 0);
END;
$$ LANGUAGE plpgsql;
