-- What people do to the ways into accounts of their own (docs/decisions/0056-identities.md). Administrators read it together with
-- the audit log. It is a table of its own because a purge removes these entries, and nothing removes those of the audit log.
CREATE TABLE "account_events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- Whole milliseconds, so that a cursor made of it is exact.
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
    "user_id" UUID NOT NULL,
    -- The username at that time.
    "username" VARCHAR(50) NOT NULL,
    -- `user.verb`, as in `audit_log`. app/contracts/audit.ts lists them.
    "action" VARCHAR(50) NOT NULL,
    -- The provider, or the addresses before and after. Never a secret.
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "account_events_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_events_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "account_events_action_check" CHECK (starts_with("action", 'user.'))
);

CREATE INDEX "account_events_time_idx" ON "account_events"("created_at" DESC, "id" DESC);
CREATE INDEX "account_events_user_idx" ON "account_events"("user_id", "created_at" DESC, "id" DESC);
CREATE INDEX "account_events_username_idx" ON "account_events"(lower("username"), "created_at" DESC, "id" DESC);
CREATE INDEX "account_events_action_idx" ON "account_events"("action", "created_at" DESC, "id" DESC);
