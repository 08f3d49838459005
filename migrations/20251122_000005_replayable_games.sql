-- What it takes to compute a score again: the plan that was served, the keys
-- that were pressed, and how far the result may be trusted.

CREATE TYPE "GameMode" AS ENUM ('standard', 'daily', 'daily_practice', 'rematch', 'relaxed');
CREATE TYPE "GameOutcome" AS ENUM ('defeat', 'quit');
CREATE TYPE "ResultStatus" AS ENUM ('VERIFIED', 'FLAGGED', 'VOIDED', 'UNRANKED');

-- Every text that a snippet ever had. A session names the versions that it was
-- served (4 bytes each) instead of keeping a copy of 12 texts: at ten million
-- sessions that is half a gigabyte instead of forty.
CREATE TABLE "code_snippet_versions" (
    "id" INTEGER GENERATED ALWAYS AS IDENTITY,
    "snippet_id" UUID NOT NULL,
    "category" VARCHAR(50) NOT NULL,
    "snippet_text" TEXT NOT NULL,
    "token_count" INTEGER NOT NULL,
    "expected_wpm" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "code_snippet_versions_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "code_snippet_versions_snippet_id_idx" ON "code_snippet_versions"("snippet_id");

-- Deferred, because a snippet's first version is written just before it.
ALTER TABLE "code_snippet_versions" ADD CONSTRAINT "code_snippet_versions_snippet_id_fkey"
    FOREIGN KEY ("snippet_id") REFERENCES "code_snippets"("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "code_snippets" ADD COLUMN "version_id" INTEGER NOT NULL
    REFERENCES "code_snippet_versions"("id");

CREATE OR REPLACE FUNCTION keep_snippet_version()
RETURNS TRIGGER AS $$
BEGIN
    -- An upsert comes by here too, before it finds that the snippet exists.
    IF TG_OP = 'INSERT' THEN
        SELECT version_id INTO NEW.version_id FROM code_snippets WHERE id = NEW.id;
        IF FOUND THEN
            RETURN NEW;
        END IF;
    END IF;
    INSERT INTO code_snippet_versions (snippet_id, category, snippet_text, token_count, expected_wpm)
    VALUES (NEW.id, NEW.category, NEW.snippet_text, NEW.token_count, NEW.expected_wpm)
    RETURNING id INTO NEW.version_id;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER keep_first_snippet_version BEFORE INSERT ON code_snippets
    FOR EACH ROW EXECUTE FUNCTION keep_snippet_version();

CREATE TRIGGER keep_changed_snippet_version BEFORE UPDATE ON code_snippets
    FOR EACH ROW WHEN (
        (OLD.category, OLD.snippet_text, OLD.token_count, OLD.expected_wpm)
        IS DISTINCT FROM (NEW.category, NEW.snippet_text, NEW.token_count, NEW.expected_wpm)
    ) EXECUTE FUNCTION keep_snippet_version();

ALTER TABLE "game_sessions"
    ADD COLUMN "mode" "GameMode" NOT NULL DEFAULT 'standard',
    ADD COLUMN "seed" INTEGER NOT NULL,
    ADD COLUMN "engine_version" INTEGER NOT NULL,
    ADD COLUMN "snippet_versions" INTEGER[] NOT NULL,
    ADD COLUMN "expires_at" TIMESTAMPTZ NOT NULL,
    ADD COLUMN "outcome" "GameOutcome",
    ADD COLUMN "ended_at_ms" INTEGER;

-- A player has one open session at the most; `start_game` closes the others.
CREATE UNIQUE INDEX "game_sessions_open_key" ON "game_sessions"("user_id") WHERE "ended_at" IS NULL;

ALTER TABLE "game_results"
    ADD COLUMN "status" "ResultStatus" NOT NULL DEFAULT 'VERIFIED',
    ADD COLUMN "flags" TEXT[] NOT NULL DEFAULT '{}';

-- A player's history, newest first, in pages by key.
CREATE INDEX "game_results_history_idx" ON "game_results"("user_id", "ended_at" DESC, "id" DESC);

-- How many VERIFIED games of each language; `favorite_language` is the highest.
ALTER TABLE "user_statistics" ADD COLUMN "games_by_language" JSONB NOT NULL DEFAULT '{}';
