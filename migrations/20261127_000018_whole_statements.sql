-- Version 2 of the engine gives each bug whole statements of a snippet (docs/decisions/0043-whole-statements.md).

-- The lines at which a hunk may begin, from 0: computed from the text when it is stored, and kept with each version of it,
-- because a run must be replayed with the lines it was played with. NULL for texts from before; the seed fills them in.
ALTER TABLE "code_snippets" ADD COLUMN "statement_starts" SMALLINT[];
ALTER TABLE "code_snippet_versions" ADD COLUMN "statement_starts" SMALLINT[];
