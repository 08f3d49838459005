-- Snippets that admins edit, and how players do with them (docs/decisions/0024-snippets.md).

-- The number of changes by people. The seed leaves a changed snippet alone. An editor sends the revision
-- that it has loaded, so that nobody overwrites a change that somebody else made meanwhile.
ALTER TABLE "code_snippets" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;

-- The same text twice could come twice in one plan. The index holds a digest, because a text may be
-- longer than an index entry.
CREATE UNIQUE INDEX "code_snippets_text_key" ON "code_snippets"("language", md5("snippet_text"));

-- How players did with each version of a snippet, summed over VERIFIED runs.
CREATE TABLE "snippet_statistics" (
    "version_id" INTEGER NOT NULL,
    "runs" INTEGER NOT NULL,
    "bugs" INTEGER NOT NULL,
    "bugs_fixed" INTEGER NOT NULL,
    "words" INTEGER NOT NULL,
    "wrong_words" INTEGER NOT NULL,
    "milliseconds" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snippet_statistics_pkey" PRIMARY KEY ("version_id"),
    CONSTRAINT "snippet_statistics_version_id_fkey" FOREIGN KEY ("version_id")
        REFERENCES "code_snippet_versions"("id") ON DELETE CASCADE
);

CREATE TRIGGER update_snippet_statistics_updated_at BEFORE UPDATE ON snippet_statistics
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- One row: results that ended up to `measured_until` are in `snippet_statistics`.
CREATE TABLE "snippet_statistics_mark" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "measured_until" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "snippet_statistics_mark_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "snippet_statistics_mark_id_check" CHECK ("id")
);

INSERT INTO "snippet_statistics_mark" ("measured_until") VALUES ('epoch');
