-- Returns the refusal of a friendship for which one of the two has no room; NULL when both have.
CREATE OR REPLACE FUNCTION friendship_limit(p_user_id UUID, p_other_id UUID, p_most_friends INTEGER)
RETURNS TEXT AS $$
BEGIN
    IF count_friends(p_user_id) >= p_most_friends THEN
        RETURN 'too_many_friends';
    ELSIF count_friends(p_other_id) >= p_most_friends THEN
        RETURN 'others_friends_full';
    END IF;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
