-- Races with ghosts (docs/decisions/0053-races.md).

ALTER TYPE "GameMode" ADD VALUE 'ghost_race';

-- A ghost has the result that it showed, and no account: it is not that player who raced.
ALTER TABLE "race_players" ADD COLUMN "is_ghost" BOOLEAN NOT NULL DEFAULT false;

-- The latest races whose plan can be raced again.
CREATE INDEX "races_plans_idx" ON "races"("language", "difficulty", "engine_version", "started_at" DESC) WHERE "rated";
