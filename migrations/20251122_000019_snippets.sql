-- Snippets that people look after: docs/decisions/0024-snippets.md.

-- How often people have changed a snippet. The seed leaves alone what they have, and an editor says which
-- state it has seen, so that nobody overwrites what another wrote meanwhile.
ALTER TABLE "code_snippets" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;

-- The same text twice would stand twice in one plan. By digest: a text may be longer than an index entry.
CREATE UNIQUE INDEX "code_snippets_text_key" ON "code_snippets"("language", md5("snippet_text"));

-- A snippet that joins a rotation begins where the rotation stands. From zero it would be "least used" for
-- as many games as the others were ever used, and in every one of them.
CREATE OR REPLACE FUNCTION join_snippet_rotation()
RETURNS TRIGGER AS $$
BEGIN
    SELECT coalesce(min(usage_count), NEW.usage_count) INTO NEW.usage_count
    FROM code_snippets
    WHERE language = NEW.language AND difficulty = NEW.difficulty AND is_active AND id <> NEW.id;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER join_rotation_when_new BEFORE INSERT ON code_snippets
    FOR EACH ROW EXECUTE FUNCTION join_snippet_rotation();

CREATE TRIGGER join_rotation_when_moved BEFORE UPDATE OF language, difficulty, is_active ON code_snippets
    FOR EACH ROW WHEN (
        NEW.is_active AND (OLD.language, OLD.difficulty, OLD.is_active)
        IS DISTINCT FROM (NEW.language, NEW.difficulty, NEW.is_active)
    ) EXECUTE FUNCTION join_snippet_rotation();

-- How many snippets a rotation has, as of this moment and not of the statement's beginning: whoever asks
-- holds the rotation's first snippet, as `start_game` does.
CREATE OR REPLACE FUNCTION snippets_in_rotation(p_language "Language", p_difficulty "Difficulty")
RETURNS INTEGER AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM code_snippets
        WHERE language = p_language AND difficulty = p_difficulty AND is_active
    );
END;
$$ LANGUAGE plpgsql VOLATILE;

-- How players did with each text that a snippet had, summed up from runs that are VERIFIED.
CREATE TABLE "snippet_measures" (
    "version_id" INTEGER NOT NULL,
    "runs" INTEGER NOT NULL,
    "bugs" INTEGER NOT NULL,
    "bugs_fixed" INTEGER NOT NULL,
    "words" INTEGER NOT NULL,
    "wrong_words" INTEGER NOT NULL,
    "milliseconds" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snippet_measures_pkey" PRIMARY KEY ("version_id"),
    CONSTRAINT "snippet_measures_version_id_fkey" FOREIGN KEY ("version_id")
        REFERENCES "code_snippet_versions"("id") ON DELETE CASCADE
);

CREATE TRIGGER update_snippet_measures_updated_at BEFORE UPDATE ON snippet_measures
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- Until when results were looked at for that. One row.
CREATE TABLE "snippet_measuring" (
    "id" BOOLEAN NOT NULL DEFAULT true CHECK ("id"),
    "measured_until" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "snippet_measuring_pkey" PRIMARY KEY ("id")
);

INSERT INTO "snippet_measuring" ("measured_until") VALUES ('epoch');
