-- Signing in with GitHub and Google (docs/decisions/0056-identities.md).

CREATE TYPE "AuthProvider" AS ENUM ('github', 'google');

-- The accounts elsewhere by which somebody signs in. An account without a password has the password hash `!`.
CREATE TABLE "user_identities" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "provider" "AuthProvider" NOT NULL,
    -- The provider's own id of the account, which never changes. An address may become somebody else's.
    "subject" VARCHAR(255) NOT NULL,
    -- The name or address of the account there, which its owner knows it by.
    "label" VARCHAR(255) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "last_used_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "user_identities_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_identities_provider_subject_key" UNIQUE ("provider", "subject"),
    CONSTRAINT "user_identities_user_id_provider_key" UNIQUE ("user_id", "provider"),
    CONSTRAINT "user_identities_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
