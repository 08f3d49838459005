-- Reports of racers, for moderators (docs/decisions/0054-race-operations.md). There is no free text in them.

CREATE TYPE "RaceReportReason" AS ENUM ('cheating', 'name', 'other');

CREATE TABLE "race_reports" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "race_id" UUID NOT NULL,
    -- The racer's number in the race.
    "number" SMALLINT NOT NULL,
    "reporter_id" UUID NOT NULL,
    "reason" "RaceReportReason" NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    -- When a moderator decided; NULL while the report waits.
    "settled_at" TIMESTAMPTZ,

    CONSTRAINT "race_reports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "race_reports_race_id_number_fkey" FOREIGN KEY ("race_id", "number")
        REFERENCES "race_players"("race_id", "number") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "race_reports_reporter_id_fkey" FOREIGN KEY ("reporter_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- One report of an account for a racer of a race.
CREATE UNIQUE INDEX "race_reports_race_id_number_reporter_id_key"
    ON "race_reports"("race_id", "number", "reporter_id");
-- The reports of an account in the last hour.
CREATE INDEX "race_reports_reporter_id_idx" ON "race_reports"("reporter_id", "created_at");
-- The reports that wait.
CREATE INDEX "race_reports_open_idx" ON "race_reports"("race_id", "number") WHERE "settled_at" IS NULL;
