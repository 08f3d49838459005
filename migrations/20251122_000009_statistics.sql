-- The two small steps that keep `favorite_language`, in one place for whoever
-- adds a game and whoever counts them all again.

-- One more game of `language`.
CREATE OR REPLACE FUNCTION count_language(games JSONB, language "Language") RETURNS JSONB AS $$
    SELECT games || jsonb_build_object(language::text, coalesce((games ->> language::text)::integer, 0) + 1);
$$ LANGUAGE sql IMMUTABLE;

-- The language with the most games; of equals the first of the type's order.
CREATE OR REPLACE FUNCTION most_played(games JSONB) RETURNS "Language" AS $$
    SELECT key::"Language" FROM jsonb_each_text(games)
    ORDER BY value::integer DESC, key::"Language" LIMIT 1;
$$ LANGUAGE sql IMMUTABLE;
