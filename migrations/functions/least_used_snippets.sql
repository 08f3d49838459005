-- Returns active snippets of a language and a difficulty: the `p_count` least used, in random order among
-- equals. It counts none of them as used.
--
-- Called by `start_game`, which counts them, and by the start of a guest's game, which does not. It is a
-- function because both need the same rule.
CREATE OR REPLACE FUNCTION least_used_snippets(
    p_language "Language", p_difficulty "Difficulty", p_count INTEGER
) RETURNS TABLE (id UUID, version_id INTEGER) AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT id, version_id FROM code_snippets
    WHERE language = p_language AND difficulty = p_difficulty AND is_active
    ORDER BY usage_count, random()
    LIMIT p_count;
END;
$$ LANGUAGE plpgsql ROWS 48;
