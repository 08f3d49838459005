-- What the site measures of itself (docs/decisions/0025-metrics.md). Nothing in here is
-- about anybody: names of routes and statements, counts and durations.

-- Durations by what took them, in slots of a minute for the last hours, and of a quarter
-- of an hour for the last day: a day of minutes would take seconds to add up.
CREATE TABLE "metric_tallies" (
    -- How long the slot is.
    "seconds" SMALLINT NOT NULL,
    "slot" TIMESTAMPTZ NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "outcome" VARCHAR(10) NOT NULL,
    "count" BIGINT NOT NULL,
    -- The sum of all durations.
    "milliseconds" DOUBLE PRECISION NOT NULL,
    -- A histogram: app/.server/operations/metrics/histogram.ts. As long as its last bucket that is not empty.
    "buckets" BIGINT[] NOT NULL,

    CONSTRAINT "metric_tallies_pkey" PRIMARY KEY ("seconds", "slot", "kind", "name", "outcome"),
    CONSTRAINT "metric_tallies_seconds_check" CHECK ("seconds" IN (60, 900))
) WITH (fillfactor = 60);
-- Rows grow for as long as their slot lasts; room beside them keeps their index as it is.

-- What the names of statements stand for. Values are no part of the text.
CREATE TABLE "metric_statements" (
    "name" VARCHAR(120) NOT NULL,
    "text" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "metric_statements_pkey" PRIMARY KEY ("name")
);

-- Single statements that took long, with how PostgreSQL would go about them.
CREATE TABLE "metric_slow_statements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "milliseconds" DOUBLE PRECISION NOT NULL,
    -- The request that waited for it, as the logs name it; none for scheduled work.
    "request_id" UUID,
    -- Without values; NULL where PostgreSQL gave none.
    "plan" JSONB,

    CONSTRAINT "metric_slow_statements_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "metric_slow_statements_time_idx" ON "metric_slow_statements"("occurred_at" DESC);

-- What PostgreSQL counts of this database since its statistics began, every few minutes.
CREATE TABLE "metric_samples" (
    "sampled_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "connections" INTEGER NOT NULL,
    "blocks_hit" BIGINT NOT NULL,
    "blocks_read" BIGINT NOT NULL,

    CONSTRAINT "metric_samples_pkey" PRIMARY KEY ("sampled_at")
);

-- How large each table was when a day began, or at the first look on it.
CREATE TABLE "metric_table_sizes" (
    "day" DATE NOT NULL,
    "table_name" VARCHAR(63) NOT NULL,
    "measured_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "metric_table_sizes_pkey" PRIMARY KEY ("day", "table_name")
);
