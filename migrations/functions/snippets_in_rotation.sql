-- Returns the number of active snippets of a language and a difficulty.
--
-- Called by the statement that deactivates or moves a snippet, which must leave enough of them. It is a
-- function, and VOLATILE, so that it counts as of now and not as of the snapshot of that statement. The
-- caller locks the row of `snippet_rotations` before, as `start_game` does.
CREATE OR REPLACE FUNCTION snippets_in_rotation(p_language "Language", p_difficulty "Difficulty")
RETURNS INTEGER AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM code_snippets
        WHERE language = p_language AND difficulty = p_difficulty AND is_active
    );
END;
$$ LANGUAGE plpgsql VOLATILE;
