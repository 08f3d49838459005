-- Own texts: code that a player pastes or uploads, and that nobody else sees (docs/decisions/0049-own-texts.md).

ALTER TYPE "GameMode" ADD VALUE 'own';

CREATE TABLE "own_texts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "title" VARCHAR(100) NOT NULL,
    "language" "Language" NOT NULL,
    -- The version of the present text.
    "version_id" INTEGER NOT NULL,
    -- In whole milliseconds, so that a cursor of the list is exact.
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),

    CONSTRAINT "own_texts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "own_texts_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A player's list, the latest changed first.
CREATE INDEX "own_texts_user_id_idx" ON "own_texts"("user_id", "updated_at" DESC, "id" DESC);
CREATE INDEX "own_texts_version_id_idx" ON "own_texts"("version_id");

-- A version is a snippet's or an own text's. With an own text all of its versions go.
ALTER TABLE "code_snippet_versions"
    ALTER COLUMN "snippet_id" DROP NOT NULL,
    ADD COLUMN "own_text_id" UUID,
    ADD CONSTRAINT "code_snippet_versions_owner_check" CHECK (num_nonnulls("snippet_id", "own_text_id") = 1);

CREATE INDEX "code_snippet_versions_own_text_id_idx" ON "code_snippet_versions"("own_text_id");

ALTER TABLE "code_snippet_versions" ADD CONSTRAINT "code_snippet_versions_own_text_id_fkey"
    FOREIGN KEY ("own_text_id") REFERENCES "own_texts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Deferred, because a text and its first version name each other.
ALTER TABLE "own_texts" ADD CONSTRAINT "own_texts_version_id_fkey"
    FOREIGN KEY ("version_id") REFERENCES "code_snippet_versions"("id") DEFERRABLE INITIALLY DEFERRED;
