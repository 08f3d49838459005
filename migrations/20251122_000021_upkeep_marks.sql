-- How far work has come that looks at every row once, in the order of time. An index of what is
-- still to be looked at would cost something with each result (docs/decisions/0026-operations.md).
CREATE TABLE "upkeep_marks" (
    "name" VARCHAR(50) NOT NULL,
    -- All until then is done.
    "reached" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "upkeep_marks_pkey" PRIMARY KEY ("name")
);

INSERT INTO "upkeep_marks" ("name", "reached") VALUES ('key_logs', '-infinity');
