CREATE TABLE "user_settings" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "theme" VARCHAR(32) NOT NULL DEFAULT 'system',
    "sound_enabled" BOOLEAN NOT NULL DEFAULT true,
    "sound_volume" SMALLINT NOT NULL DEFAULT 60,
    "controls" JSONB NOT NULL DEFAULT '{}',
    "preferred_language" "Language",
    "preferred_difficulty" "Difficulty",
    "notifications" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_settings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_settings_sound_volume_check" CHECK ("sound_volume" BETWEEN 0 AND 100)
);

CREATE UNIQUE INDEX "user_settings_user_id_key" ON "user_settings"("user_id");

ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER update_user_settings_updated_at BEFORE UPDATE ON user_settings
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

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

-- One relationship a pair, whoever asked first.
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
