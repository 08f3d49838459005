-- Friends: blocks, the requests of a day, and notifications (docs/decisions/0052-friends.md).

-- Who blocks whom. A table of its own, because two accounts can block each other, and because somebody who is blocked
-- can still ask: that request is stored and hidden.
CREATE TABLE "blocks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "blocker_id" UUID NOT NULL,
    "blocked_id" UUID NOT NULL,
    -- In whole milliseconds, so that a cursor of the list is exact.
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),

    CONSTRAINT "blocks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "blocks_not_self_check" CHECK ("blocker_id" <> "blocked_id"),
    CONSTRAINT "blocks_blocker_id_fkey" FOREIGN KEY ("blocker_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "blocks_blocked_id_fkey" FOREIGN KEY ("blocked_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "blocks_blocker_id_blocked_id_key" ON "blocks"("blocker_id", "blocked_id");
CREATE INDEX "blocks_blocked_id_idx" ON "blocks"("blocked_id");

-- A relationship is a request or a friendship; no row has ever been BLOCKED in a release.
INSERT INTO "blocks" ("blocker_id", "blocked_id")
SELECT "requester_id", "addressee_id" FROM "friend_relationships" WHERE "status" = 'BLOCKED';
DELETE FROM "friend_relationships" WHERE "status" = 'BLOCKED';

ALTER TYPE "FriendStatus" RENAME TO "FriendStatus_before";
CREATE TYPE "FriendStatus" AS ENUM ('PENDING', 'ACCEPTED');
ALTER TABLE "friend_relationships"
    ALTER COLUMN "status" DROP DEFAULT,
    ALTER COLUMN "status" TYPE "FriendStatus" USING "status"::text::"FriendStatus",
    ALTER COLUMN "status" SET DEFAULT 'PENDING';
DROP TYPE "FriendStatus_before";

-- The latest requests of an account, for the limit of a day. It outlives requests that are answered or withdrawn.
CREATE TABLE "friend_request_counts" (
    "user_id" UUID NOT NULL,
    -- In their order, at most as many as the limit.
    "requested_at" TIMESTAMPTZ[] NOT NULL DEFAULT '{}',

    CONSTRAINT "friend_request_counts_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "friend_request_counts_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Each value is also the name of the setting that shows or hides the kind.
CREATE TYPE "NotificationKind" AS ENUM ('friend_request', 'friend_accepted', 'best_passed');

CREATE TABLE "notifications" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    -- Whose act it is about.
    "actor_id" UUID NOT NULL,
    -- The run that passed the reader's best.
    "result_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
    "read_at" TIMESTAMPTZ,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "notifications_actor_id_fkey" FOREIGN KEY ("actor_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- A new notification of a kind replaces the last one about the same person, so nobody can fill a list.
CREATE UNIQUE INDEX "notifications_user_id_kind_actor_id_key" ON "notifications"("user_id", "kind", "actor_id");
-- The list of a reader, the latest first.
CREATE INDEX "notifications_list_idx" ON "notifications"("user_id", "created_at" DESC, "id" DESC);
CREATE INDEX "notifications_actor_id_idx" ON "notifications"("actor_id");
