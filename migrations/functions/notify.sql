-- Stores a notification for each of `p_user_ids` about an act of `p_actor_id`, unread, in the place of an earlier one of the
-- same kind about the same person. Whether it is shown is decided when it is read: by the settings, by blocks, and by
-- whether the actor is active. So storing one takes the same time for everybody.
CREATE OR REPLACE FUNCTION notify(
    p_user_ids UUID[], p_kind "NotificationKind", p_actor_id UUID, p_result_id UUID DEFAULT NULL,
    p_race_code TEXT DEFAULT NULL
) RETURNS VOID AS $$
BEGIN
    INSERT INTO notifications (user_id, kind, actor_id, result_id, race_code)
    SELECT user_id, p_kind, p_actor_id, p_result_id, p_race_code FROM unnest(p_user_ids) user_id
    ON CONFLICT (user_id, kind, actor_id) DO UPDATE SET
        result_id = excluded.result_id, race_code = excluded.race_code, created_at = excluded.created_at, read_at = NULL;
END;
$$ LANGUAGE plpgsql;
