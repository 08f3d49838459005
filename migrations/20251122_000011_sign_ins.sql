-- One row a signed-in device. It is what refreshing and signing out both lock,
-- so that neither can miss the other: a token minted a moment before its device
-- is signed out belongs to a sign-in that has ended all the same.

CREATE TABLE "sign_ins" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "user_agent" VARCHAR(255),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "sign_ins_pkey" PRIMARY KEY ("id")
);

INSERT INTO "sign_ins" (id, user_id, user_agent, created_at, last_used_at, revoked_at)
SELECT family_id, user_id, (array_agg(user_agent ORDER BY created_at DESC))[1],
    min(created_at), max(created_at), min(revoked_at)
FROM refresh_tokens GROUP BY family_id, user_id;

CREATE INDEX "sign_ins_user_id_idx" ON "sign_ins"("user_id");
CREATE INDEX "sign_ins_last_used_at_idx" ON "sign_ins"("last_used_at");

ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "refresh_tokens"
    DROP COLUMN "user_agent",
    ALTER COLUMN "family_id" DROP DEFAULT,
    ADD CONSTRAINT "refresh_tokens_family_id_fkey"
        FOREIGN KEY ("family_id") REFERENCES "sign_ins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Ends sign-ins of one account: all, only one, or all but one. A function,
-- because its statements see what they have waited for: a single statement keeps
-- the snapshot that it began with, and would miss a sign-in that was stored
-- while it waited for the account's row. Returns how many it ended.
CREATE OR REPLACE FUNCTION end_sign_ins(
    p_user_id UUID, p_only UUID DEFAULT NULL, p_except UUID DEFAULT NULL
) RETURNS INTEGER AS $$
DECLARE
    ended UUID[];
BEGIN
    WITH now_ended AS (
        UPDATE sign_ins SET revoked_at = clock_timestamp()
        WHERE user_id = p_user_id AND revoked_at IS NULL
            AND (p_only IS NULL OR id = p_only) AND id IS DISTINCT FROM p_except
        RETURNING id
    )
    SELECT array_agg(id) INTO ended FROM now_ended;

    UPDATE refresh_tokens SET revoked_at = clock_timestamp()
    WHERE family_id = ANY (ended) AND revoked_at IS NULL;

    RETURN coalesce(cardinality(ended), 0);
END;
$$ LANGUAGE plpgsql;
