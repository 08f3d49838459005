-- The share of players that hold an achievement is right at once, not as of the last count
-- (docs/decisions/0019-progress.md).

-- The number of players with a verified run, as of `rarity_at`. Together with `rarity` it is the number of holders then.
ALTER TABLE "achievements" ADD COLUMN "players" INTEGER NOT NULL DEFAULT 0;
UPDATE "achievements" SET "players" = (SELECT count(*) FROM "user_statistics" WHERE "total_games" > 0);

-- The achievements that were granted since then, by this index alone.
CREATE INDEX "user_achievements_created_at_idx" ON "user_achievements"("created_at") INCLUDE ("achievement_id");
