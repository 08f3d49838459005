-- The judgement of runs (docs/decisions/0039-pending-runs.md, docs/decisions/0040-clocks.md).

-- A run that waits before it counts. No index or function of the same release may name the new value: PostgreSQL lets
-- nothing use it before this transaction has committed.
ALTER TYPE "ResultStatus" ADD VALUE 'HELD' BEFORE 'FLAGGED';

ALTER TABLE "game_results"
    -- When the cron releases a HELD or FLAGGED run; NULL if only a moderator may.
    ADD COLUMN "due_at" TIMESTAMPTZ,
    -- The run came in late and nothing vouches for its clock: it counts for statistics, but is on no board.
    ADD COLUMN "off_boards" BOOLEAN NOT NULL DEFAULT false;

-- The cron releases runs along this index, and moderators list HELD ones.
CREATE INDEX "game_results_due_at_idx" ON "game_results"("due_at") WHERE "due_at" IS NOT NULL;

-- What the log of a run shows about who typed it. A table of its own: 1 KB beside each result would make every
-- page of boards and history read more.
CREATE TABLE "result_evidence" (
    "result_id" UUID NOT NULL,
    -- The seed of the run's plan, and the number of its keys: copies have nearly the same.
    "seed" INTEGER NOT NULL,
    "keys" INTEGER NOT NULL,
    "evidence" JSONB NOT NULL,
    -- The rhythm of the run; NULL for a plan that nobody else plays.
    "fingerprint" BYTEA,

    CONSTRAINT "result_evidence_pkey" PRIMARY KEY ("result_id")
);

ALTER TABLE "result_evidence" ADD CONSTRAINT "result_evidence_result_id_fkey"
    FOREIGN KEY ("result_id") REFERENCES "game_results"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Finds the runs of one plan that have about as many keys.
CREATE INDEX "result_evidence_fingerprint_idx" ON "result_evidence"("seed", "keys") WHERE "fingerprint" IS NOT NULL;

-- When the checkpoints of a run came in, each with the time of its last key: both in milliseconds since the start, in
-- turn. The log of each is a beginning of the next one's.
ALTER TABLE "typing_sessions" ADD COLUMN "checkpoint_times" INTEGER[] NOT NULL DEFAULT '{}';
