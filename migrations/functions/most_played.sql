-- Returns the language with the most games; of equal counts the first in the order of the type.
--
-- Called by `keep_statistics`. It is a function because the benchmark's players need the same rule.
CREATE OR REPLACE FUNCTION most_played(games JSONB) RETURNS "Language" AS $$
BEGIN
    RETURN (
        SELECT key::"Language" FROM jsonb_each_text(games)
        ORDER BY value::integer DESC, key::"Language" LIMIT 1
    );
END;
$$ LANGUAGE plpgsql IMMUTABLE;
