-- Sets the usage count of a snippet that joins a rotation to the lowest count there. From zero it would be
-- the least used snippet, and part of every game, until it had caught up with the others. Returns the row
-- to write.
--
-- Called by the two triggers below. It is a trigger because the seed, the admin's editor and imports all
-- add snippets.
CREATE OR REPLACE FUNCTION join_snippet_rotation()
RETURNS TRIGGER AS $$
BEGIN
    SELECT coalesce(min(usage_count), NEW.usage_count) INTO NEW.usage_count
    FROM code_snippets
    WHERE language = NEW.language AND difficulty = NEW.difficulty AND is_active AND id <> NEW.id;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE TRIGGER join_rotation_when_new BEFORE INSERT ON code_snippets
    FOR EACH ROW EXECUTE FUNCTION join_snippet_rotation();

CREATE OR REPLACE TRIGGER join_rotation_when_moved BEFORE UPDATE OF language, difficulty, is_active ON code_snippets
    FOR EACH ROW WHEN (
        NEW.is_active AND (OLD.language, OLD.difficulty, OLD.is_active)
        IS DISTINCT FROM (NEW.language, NEW.difficulty, NEW.is_active)
    ) EXECUTE FUNCTION join_snippet_rotation();
