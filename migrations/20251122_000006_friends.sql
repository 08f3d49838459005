-- Friendships, requests and blocks.

CREATE TYPE "FriendStatus" AS ENUM ('PENDING', 'ACCEPTED', 'BLOCKED');

CREATE TABLE "friend_relationships" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "requester_id" UUID NOT NULL,
    "addressee_id" UUID NOT NULL,
    "status" "FriendStatus" NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "friend_relationships_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "friend_relationships_not_self_check" CHECK ("requester_id" <> "addressee_id")
);

-- Two accounts have one relationship, in either direction.
CREATE UNIQUE INDEX "friend_relationships_pair_key" ON "friend_relationships"
    (least("requester_id", "addressee_id"), greatest("requester_id", "addressee_id"));
CREATE INDEX "friend_relationships_requester_id_idx" ON "friend_relationships"("requester_id");
CREATE INDEX "friend_relationships_addressee_id_idx" ON "friend_relationships"("addressee_id");

ALTER TABLE "friend_relationships" ADD CONSTRAINT "friend_relationships_requester_id_fkey"
    FOREIGN KEY ("requester_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "friend_relationships" ADD CONSTRAINT "friend_relationships_addressee_id_fkey"
    FOREIGN KEY ("addressee_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER update_friend_relationships_updated_at BEFORE UPDATE ON friend_relationships
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
