-- The site's own metrics (docs/decisions/0025-metrics.md) and the cron's progress. Nothing in the
-- metrics is about a person: names of routes and statements, counts and durations.

-- Durations by route or statement, in slots of a minute for the last hours and of a quarter of an hour
-- for the last day: adding up a day of minutes would take seconds.
CREATE TABLE "metric_tallies" (
    -- The length of the slot.
    "seconds" SMALLINT NOT NULL,
    "slot" TIMESTAMPTZ NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "outcome" VARCHAR(10) NOT NULL,
    "count" BIGINT NOT NULL,
    -- The sum of all durations.
    "milliseconds" DOUBLE PRECISION NOT NULL,
    -- A histogram: app/.server/operations/metrics/histogram.ts. Its last element is its last bucket that is not empty.
    "buckets" BIGINT[] NOT NULL,

    CONSTRAINT "metric_tallies_pkey" PRIMARY KEY ("seconds", "slot", "kind", "name", "outcome"),
    CONSTRAINT "metric_tallies_seconds_check" CHECK ("seconds" IN (60, 900))
) WITH (
    -- Rows grow while their slot lasts. Free space on the page saves a new index entry for each update.
    fillfactor = 60
);

-- The text of each named statement, without values.
CREATE TABLE "metric_statements" (
    "name" VARCHAR(120) NOT NULL,
    "text" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "metric_statements_pkey" PRIMARY KEY ("name")
);

-- Single statements that took long, each with its query plan.
CREATE TABLE "metric_slow_statements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "milliseconds" DOUBLE PRECISION NOT NULL,
    -- The id of the request, as in the logs; NULL for scheduled work.
    "request_id" UUID,
    -- Without values; NULL where PostgreSQL returned no plan.
    "plan" JSONB,

    CONSTRAINT "metric_slow_statements_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "metric_slow_statements_time_idx" ON "metric_slow_statements"("occurred_at" DESC);

-- PostgreSQL's own counters of this database, sampled every few minutes.
CREATE TABLE "metric_samples" (
    "sampled_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "connections" INTEGER NOT NULL,
    "blocks_hit" BIGINT NOT NULL,
    "blocks_read" BIGINT NOT NULL,

    CONSTRAINT "metric_samples_pkey" PRIMARY KEY ("sampled_at")
);

-- The size of each table at the first sample of a day.
CREATE TABLE "metric_table_sizes" (
    "day" DATE NOT NULL,
    "table_name" VARCHAR(63) NOT NULL,
    "measured_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "metric_table_sizes_pkey" PRIMARY KEY ("day", "table_name")
);

-- The progress of jobs that visit every row once, in the order of time. An index of the rows that are
-- left would cost something with each result (docs/decisions/0026-operations.md).
CREATE TABLE "maintenance_marks" (
    "name" VARCHAR(50) NOT NULL,
    -- Rows up to this time are done.
    "reached" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "maintenance_marks_pkey" PRIMARY KEY ("name")
);

INSERT INTO "maintenance_marks" ("name", "reached") VALUES ('key_logs', '-infinity');
