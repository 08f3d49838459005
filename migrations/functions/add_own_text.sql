-- Stores an own text with its first version, unless the account has `p_most` texts already. Returns the new row, or
-- no row.
--
-- Called by the statement that adds a text, which locks the account before. It is a function because it counts the
-- texts as of now and not as of the snapshot of that statement: of two texts that are added at once, the second sees
-- the first.
CREATE OR REPLACE FUNCTION add_own_text(
    p_user_id UUID,
    p_title VARCHAR,
    p_language "Language",
    p_text TEXT,
    p_token_count INTEGER,
    p_expected_wpm DOUBLE PRECISION,
    p_statement_starts SMALLINT[],
    p_most INTEGER
) RETURNS SETOF "own_texts" AS $$
DECLARE
    new_id UUID := gen_random_uuid();
    new_version INTEGER;
BEGIN
    IF (SELECT count(*) FROM own_texts WHERE user_id = p_user_id) >= p_most THEN
        RETURN;
    END IF;

    new_version := nextval(pg_get_serial_sequence('code_snippet_versions', 'id'));
    RETURN QUERY
    INSERT INTO own_texts (id, user_id, title, language, version_id)
    VALUES (new_id, p_user_id, p_title, p_language, new_version)
    RETURNING *;

    INSERT INTO code_snippet_versions
        (id, own_text_id, category, snippet_text, token_count, expected_wpm, statement_starts)
    OVERRIDING SYSTEM VALUE
    VALUES (new_version, new_id, 'own-text', p_text, p_token_count, p_expected_wpm, p_statement_starts);
END;
$$ LANGUAGE plpgsql;
