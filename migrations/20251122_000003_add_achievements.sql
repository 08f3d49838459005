-- Achievements and who has them (docs/decisions/0019-progress.md).

-- The definitions. The seed writes them, by `key`. `requirement_type` names a metric of the function
-- `achievement_metrics`, and `requirement_value` is the lowest value that grants the achievement.
CREATE TABLE "achievements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" VARCHAR(100) NOT NULL,
    "description" TEXT NOT NULL,
    "requirement_type" VARCHAR(50) NOT NULL,
    "requirement_value" INTEGER NOT NULL,
    "icon_url" VARCHAR(255),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "key" VARCHAR(50) NOT NULL,
    "family" VARCHAR(50) NOT NULL,
    "level" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    -- The time when the rule was made or last changed. The cron recounts players who were counted before it.
    "ruled_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- The share of players who have it, from 0 to 1, as of `rarity_at`.
    "rarity" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "rarity_at" TIMESTAMPTZ NOT NULL DEFAULT 'epoch',

    CONSTRAINT "achievements_pkey" PRIMARY KEY ("id"),
    -- Deferred, because the seed may swap the names of two achievements.
    CONSTRAINT "achievements_name_key" UNIQUE ("name") DEFERRABLE INITIALLY DEFERRED
);

CREATE UNIQUE INDEX "achievements_key_key" ON "achievements"("key");

CREATE TABLE "user_achievements" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "achievement_id" UUID NOT NULL,
    "unlocked_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- The result that granted it. Code that deletes a result recounts its player.
    "result_id" UUID NOT NULL,

    CONSTRAINT "user_achievements_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "user_achievements_user_id_achievement_id_key"
    ON "user_achievements"("user_id", "achievement_id");
CREATE INDEX "user_achievements_achievement_id_idx" ON "user_achievements"("achievement_id");
CREATE INDEX "user_achievements_result_id_idx" ON "user_achievements"("result_id");

ALTER TABLE "user_achievements" ADD CONSTRAINT "user_achievements_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "user_achievements" ADD CONSTRAINT "user_achievements_achievement_id_fkey"
    FOREIGN KEY ("achievement_id") REFERENCES "achievements"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "user_achievements" ADD CONSTRAINT "user_achievements_result_id_fkey"
    FOREIGN KEY ("result_id") REFERENCES "game_results"("id") ON DELETE CASCADE ON UPDATE CASCADE;
