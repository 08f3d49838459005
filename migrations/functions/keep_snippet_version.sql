-- Stores every text of a snippet in `code_snippet_versions`, and sets `version_id` to its newest version.
-- Returns the row to write.
--
-- Called by the two triggers below. It is a trigger because the seed, the admin's editor and imports all
-- write snippets, and a session must find the text that it was served.
CREATE OR REPLACE FUNCTION keep_snippet_version()
RETURNS TRIGGER AS $$
BEGIN
    -- An upsert fires this trigger as well, before PostgreSQL finds that the snippet exists.
    IF TG_OP = 'INSERT' THEN
        SELECT version_id INTO NEW.version_id FROM code_snippets WHERE id = NEW.id;
        IF FOUND THEN
            RETURN NEW;
        END IF;
    END IF;
    INSERT INTO code_snippet_versions
        (snippet_id, category, snippet_text, token_count, expected_wpm, statement_starts)
    VALUES (NEW.id, NEW.category, NEW.snippet_text, NEW.token_count, NEW.expected_wpm, NEW.statement_starts)
    RETURNING id INTO NEW.version_id;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE TRIGGER keep_first_snippet_version BEFORE INSERT ON code_snippets
    FOR EACH ROW EXECUTE FUNCTION keep_snippet_version();

CREATE OR REPLACE TRIGGER keep_changed_snippet_version BEFORE UPDATE ON code_snippets
    FOR EACH ROW WHEN (
        (OLD.category, OLD.snippet_text, OLD.token_count, OLD.expected_wpm, OLD.statement_starts)
        IS DISTINCT FROM (NEW.category, NEW.snippet_text, NEW.token_count, NEW.expected_wpm, NEW.statement_starts)
    ) EXECUTE FUNCTION keep_snippet_version();
