-- Metrics that are read in a few milliseconds (docs/decisions/0025-metrics.md).

-- A histogram as one number, nine digits a bucket: sum() adds it up, and it takes a third of the room of an array. "buckets" stays for
-- the release before, which leaves out what has an empty one: with this default it shows such rows, if with wrong percentiles.
ALTER TABLE "metric_tallies" ADD COLUMN "histogram" NUMERIC NOT NULL DEFAULT 0;
ALTER TABLE "metric_tallies" ALTER COLUMN "buckets" SET DEFAULT '{1}';
UPDATE "metric_tallies" SET "histogram" = (
    SELECT coalesce(sum("part" * ('1' || repeat('0', 9 * ("bucket" - 1)::int))::numeric), 0)
    FROM unnest("buckets") WITH ORDINALITY AS "parts" ("part", "bucket"));

-- The scheduled work measures every table's size, and how much of it the indexes take, so that nobody who opens the page counts files.
ALTER TABLE "metric_table_sizes" ADD COLUMN "index_bytes" BIGINT;
