-- Invitations to races (docs/decisions/0053-races.md): notifications with the code of the race.

ALTER TABLE "notifications"
    -- The code of the race that an invitation leads to. Not a foreign key: a race is stored when it is over.
    ADD COLUMN "race_code" VARCHAR(8),
    -- As text, because a new database runs all migrations in one transaction, which may not use the new value.
    ADD CONSTRAINT "notifications_race_code_check"
        CHECK (("kind"::text = 'race_invitation') = ("race_code" IS NOT NULL));

ALTER TABLE "friend_request_counts"
    -- The latest invitations to races, for the limit of an hour; in their order, at most as many as the limit.
    ADD COLUMN "invited_at" TIMESTAMPTZ[] NOT NULL DEFAULT '{}';
