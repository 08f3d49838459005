-- Returns what another account is to the first one, as that one may know it: `blocked` (by the first), `friends`,
-- `outgoing` or `incoming` for a request, otherwise `none`. So a request of somebody whom the first one blocks is not
-- seen, and that the other one blocks is never told.
CREATE OR REPLACE FUNCTION relation_of(p_user_id UUID, p_other_id UUID) RETURNS TEXT AS $$
BEGIN
    IF EXISTS (SELECT FROM blocks WHERE blocker_id = p_user_id AND blocked_id = p_other_id) THEN
        RETURN 'blocked';
    END IF;
    RETURN coalesce((
        SELECT CASE WHEN r.status = 'ACCEPTED' THEN 'friends'
            WHEN r.requester_id = p_user_id THEN 'outgoing' ELSE 'incoming' END
        FROM friend_relationships r
        WHERE least(r.requester_id, r.addressee_id) = least(p_user_id, p_other_id)
            AND greatest(r.requester_id, r.addressee_id) = greatest(p_user_id, p_other_id)), 'none');
END;
$$ LANGUAGE plpgsql;
