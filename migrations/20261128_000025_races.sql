-- Live races (docs/decisions/0053-races.md). A race is stored once, when it is over; until then its room has it.

ALTER TYPE "GameMode" ADD VALUE 'race';
ALTER TYPE "GameOutcome" ADD VALUE 'time';

CREATE TABLE "races" (
    "id" UUID NOT NULL,
    -- The code of its link.
    "code" VARCHAR(8) NOT NULL,
    "language" "Language" NOT NULL,
    "difficulty" "Difficulty" NOT NULL,
    -- The plan that all racers had.
    "seed" INTEGER NOT NULL,
    "engine_version" INTEGER NOT NULL,
    "snippet_versions" INTEGER[] NOT NULL,
    "rated" BOOLEAN NOT NULL,
    "started_at" TIMESTAMPTZ NOT NULL,
    "ended_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "races_pkey" PRIMARY KEY ("id")
);

-- The latest race of a link. Not unique: a room's code is random, and a race must be stored whatever it is.
CREATE INDEX "races_code_idx" ON "races"("code", "started_at" DESC);

CREATE TABLE "race_players" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "race_id" UUID NOT NULL,
    -- The racer's number in the room.
    "number" SMALLINT NOT NULL,
    -- NULL for a guest.
    "user_id" UUID,
    -- The stored run; NULL for a guest, and for an account that was switched off during the race.
    "result_id" UUID,
    -- A guest's name.
    "name" VARCHAR(100) NOT NULL,
    "place" SMALLINT NOT NULL,
    "final_score" INTEGER NOT NULL,
    "standard_wpm" INTEGER NOT NULL,
    "outcome" "GameOutcome" NOT NULL,
    -- NULL where the race did not count for a rating.
    "rating_before" INTEGER,
    "rating_after" INTEGER,

    CONSTRAINT "race_players_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "race_players_race_id_fkey" FOREIGN KEY ("race_id")
        REFERENCES "races"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "race_players_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "race_players_result_id_fkey" FOREIGN KEY ("result_id")
        REFERENCES "game_results"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "race_players_race_id_number_key" ON "race_players"("race_id", "number");
-- A player's races.
CREATE INDEX "race_players_user_id_idx" ON "race_players"("user_id", "id");
-- The race of a result.
CREATE INDEX "race_players_result_id_idx" ON "race_players"("result_id");

CREATE TABLE "race_ratings" (
    "user_id" UUID NOT NULL,
    "language" "Language" NOT NULL,
    -- The skill as OpenSkill has it, and how uncertain it is.
    "mu" DOUBLE PRECISION NOT NULL,
    "sigma" DOUBLE PRECISION NOT NULL,
    -- What is shown: a skill that the player has in all likelihood.
    "rating" INTEGER NOT NULL,
    "races" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "race_ratings_pkey" PRIMARY KEY ("user_id", "language"),
    CONSTRAINT "race_ratings_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- The board of a language, of those who have raced.
CREATE INDEX "race_ratings_board_idx" ON "race_ratings"("language", "rating" DESC, "user_id") WHERE "races" > 0;
