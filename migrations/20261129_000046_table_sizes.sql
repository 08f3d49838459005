-- The scheduled work measures every table's size, and how much of it the indexes take, so that nobody counts files who opens the page of
-- monitoring (docs/decisions/0025-metrics.md).
ALTER TABLE "metric_table_sizes" ADD COLUMN "index_bytes" BIGINT NOT NULL DEFAULT 0;
