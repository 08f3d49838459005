-- Returns the counts of games by language with one more game of `language`.
--
-- Called by `add_result`. It is a function because `favorite_language` follows from these counts, and the
-- document's rule for it stands in two small steps: this one and `most_played`.
CREATE OR REPLACE FUNCTION count_language(games JSONB, language "Language") RETURNS JSONB AS $$
BEGIN
    RETURN games || jsonb_build_object(language::text, coalesce((games ->> language::text)::integer, 0) + 1);
END;
$$ LANGUAGE plpgsql IMMUTABLE;
