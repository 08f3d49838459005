-- What stands for the rotation of a language and a difficulty: starts of games lock its row, and take turns. Nothing ever updates these
-- rows, so waiting starts keep their order (docs/decisions/0007-start-game-function.md).
CREATE TABLE "snippet_rotations" (
    "language" "Language" NOT NULL,
    "difficulty" "Difficulty" NOT NULL,

    CONSTRAINT "snippet_rotations_pkey" PRIMARY KEY ("language", "difficulty")
);

INSERT INTO "snippet_rotations"
SELECT language, difficulty
FROM unnest(enum_range(NULL::"Language")) language, unnest(enum_range(NULL::"Difficulty")) difficulty;
