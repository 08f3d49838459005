-- Administration: the audit log, and the indexes of the list of accounts
-- (docs/decisions/0023-administration.md).

-- Who did what to whom, when, and why. It has no foreign keys: a row stays as it was when accounts,
-- results and snippets are deleted, so it stores names beside the ids.
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- Whole milliseconds, so that a cursor made of it is exact.
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
    -- NULL for a command that was run at the console.
    "actor_id" UUID,
    "actor_name" VARCHAR(50),
    -- The id of the request, as in `X-Request-Id` and the logs.
    "request_id" UUID,
    -- `target_kind.verb`. app/contracts/audit.ts lists them.
    "action" VARCHAR(50) NOT NULL,
    "target_kind" VARCHAR(20) NOT NULL,
    "target_id" UUID,
    "target_name" VARCHAR(100),
    -- The values before and after, and the stated reason.
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_log_actor_check" CHECK (("actor_id" IS NULL) = ("actor_name" IS NULL)),
    CONSTRAINT "audit_log_action_check" CHECK (starts_with("action", "target_kind" || '.'))
);

CREATE INDEX "audit_log_time_idx" ON "audit_log"("created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_actor_idx" ON "audit_log"("actor_id", "created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_actor_name_idx" ON "audit_log"(lower("actor_name"), "created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_target_idx" ON "audit_log"("target_id", "created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_target_name_idx" ON "audit_log"(lower("target_name"), "created_at" DESC, "id" DESC);
CREATE INDEX "audit_log_action_idx" ON "audit_log"("action", "created_at" DESC, "id" DESC);

-- The application may read and append. For everybody else the trigger of `refuse_change` refuses changes.
REVOKE ALL ON "audit_log" FROM prodev_app;
GRANT SELECT, INSERT ON "audit_log" TO prodev_app;

-- Finds any part of a name or an address among a million accounts. It is one index over all three
-- columns, because PostgreSQL keeps statistics of its expression: they show when so many accounts match
-- that a scan of the newest ones is quicker. The leading space makes each column begin a word.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "users_search_idx" ON "users"
    USING gin ((' ' || "username" || ' ' || "email" || ' ' || "display_name") gin_trgm_ops);

-- The few accounts that have a role.
CREATE INDEX "users_role_idx" ON "users"("role", "created_at" DESC) WHERE "role" <> 'PLAYER';
-- Deactivated and deleted accounts.
CREATE INDEX "users_inactive_idx" ON "users"("created_at" DESC) WHERE NOT "is_active";
