-- Removes the identity of one provider from an account. Returns `unlinked`, `not_linked`, or `last_way_in` when nobody could
-- sign in to the account any more: it has no password, and no other identity of a provider in `p_usable`.
--
-- It is a function because its statements see what was stored while it waited for the lock on the account: of two
-- identities that are removed at the same moment one stays.
CREATE OR REPLACE FUNCTION unlink_identity(
    p_user_id UUID, p_provider "AuthProvider", p_usable "AuthProvider"[], p_no_password TEXT
) RETURNS TEXT AS $$
DECLARE
    without_password BOOLEAN;
BEGIN
    SELECT password_hash = p_no_password INTO without_password
    FROM users WHERE id = p_user_id FOR NO KEY UPDATE;

    IF NOT EXISTS (SELECT FROM user_identities WHERE user_id = p_user_id AND provider = p_provider) THEN
        RETURN 'not_linked';
    END IF;
    IF without_password AND NOT EXISTS (
        SELECT FROM user_identities
        WHERE user_id = p_user_id AND provider <> p_provider AND provider = ANY (p_usable)
    ) THEN
        RETURN 'last_way_in';
    END IF;

    DELETE FROM user_identities WHERE user_id = p_user_id AND provider = p_provider;
    RETURN 'unlinked';
END;
$$ LANGUAGE plpgsql;
