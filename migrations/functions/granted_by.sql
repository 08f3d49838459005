-- Returns the achievements that a result granted, as the player reads them: a JSON array.
--
-- Called by `count_result`, by the result page, and by a repeated end of the same game. It is a function
-- because all of them show the same fields.
CREATE OR REPLACE FUNCTION granted_by(p_result_id UUID) RETURNS JSONB AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id, 'name', a.name, 'description', a.description,
        'family', a.family, 'level', a.level, 'points', a.points) ORDER BY a.position), '[]')
    FROM user_achievements granted JOIN achievements a ON a.id = granted.achievement_id
    WHERE granted.result_id = p_result_id);
END;
$$ LANGUAGE plpgsql STABLE;
