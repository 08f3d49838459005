-- A racer's number is the next one of the room, also for whoever leaves and comes back: a SMALLINT could be used up, and the
-- race then never be stored (docs/decisions/0053-races.md).
ALTER TABLE "race_reports" DROP CONSTRAINT "race_reports_race_id_number_fkey";
ALTER TABLE "race_players" ALTER COLUMN "number" TYPE INTEGER;
ALTER TABLE "race_reports" ALTER COLUMN "number" TYPE INTEGER;
ALTER TABLE "race_reports" ADD CONSTRAINT "race_reports_race_id_number_fkey"
    FOREIGN KEY ("race_id", "number") REFERENCES "race_players"("race_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;
