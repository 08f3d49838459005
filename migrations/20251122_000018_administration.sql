-- What administration needs: a record of privileged acts that only grows, and a role
-- for the application that could not change it either (docs/decisions/0023-administration.md).

-- The role is of the whole server, so that another database may have made it, or make it just now.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prodev_app') THEN
        CREATE ROLE prodev_app NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        -- It is there, but this session may still remember that it was not: until it hears of it.
        WHILE to_regrole('prodev_app') IS NULL LOOP
            PERFORM pg_sleep(0.01);
            PERFORM FROM pg_roles WHERE rolname = 'prodev_app';
        END LOOP;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role prodev_app is missing, and % may not create roles. Let somebody who may run: CREATE ROLE prodev_app NOLOGIN;', current_user;
END;
$$;

GRANT USAGE ON SCHEMA public TO prodev_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO prodev_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO prodev_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO prodev_app;

-- What whoever migrates makes later, too.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO prodev_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO prodev_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO prodev_app;

-- Which migrations were applied is nothing that the application asks for or changes.
REVOKE ALL ON kysely_migration, kysely_migration_lock FROM prodev_app;

-- Who did what to whom, when, and why. No foreign keys: what is written here stays as it
-- was when accounts, results and snippets are gone, so names are kept beside the ids.
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- Whole milliseconds, so that a cursor made of it is exact.
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
    -- NULL: the operator, at the console.
    "actor_id" UUID,
    "actor_name" VARCHAR(50),
    -- The request that did it, as `X-Request-Id` and the logs name it.
    "request_id" UUID,
    -- What was done, `target_kind.verb`: app/contracts/audit.ts lists them.
    "action" VARCHAR(50) NOT NULL,
    "target_kind" VARCHAR(20) NOT NULL,
    "target_id" UUID,
    "target_name" VARCHAR(100),
    -- Before and after, and the reason that was given.
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

CREATE OR REPLACE FUNCTION refuse_change() RETURNS TRIGGER AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER "audit_log_only_grows" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Also for the owner, and in a session that replays replication, where triggers are else off.
ALTER TABLE "audit_log" ENABLE ALWAYS TRIGGER "audit_log_only_grows";

REVOKE ALL ON "audit_log" FROM prodev_app;
GRANT SELECT, INSERT ON "audit_log" TO prodev_app;

-- Any piece of a name or an address, among a million accounts. One index over all of them, whose
-- statistics PostgreSQL keeps: it knows when so many match that walking along the newest is quicker.
-- The space at its beginning makes every part of it a word that begins somewhere.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "users_search_idx" ON "users"
    USING gin ((' ' || "username" || ' ' || "email" || ' ' || "display_name") gin_trgm_ops);

-- Those few who have a role.
CREATE INDEX "users_role_idx" ON "users"("role", "created_at" DESC) WHERE "role" <> 'PLAYER';
-- And those who are off, or deleted.
CREATE INDEX "users_inactive_idx" ON "users"("created_at" DESC) WHERE NOT "is_active";

-- What waits for a moderator, and what one took off the record.
CREATE INDEX "game_results_flagged_idx" ON "game_results"("ended_at" DESC, "id" DESC) WHERE "status" = 'FLAGGED';
CREATE INDEX "game_results_voided_idx" ON "game_results"("ended_at" DESC, "id" DESC) WHERE "status" = 'VOIDED';

-- What follows when an account is switched off or on, for whoever holds its row: off,
-- its games and sign-ins end. Returns the boards that it left or came back to.
CREATE OR REPLACE FUNCTION settle_account(p_user_id UUID) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty"
) AS $$
#variable_conflict use_column
BEGIN
    IF EXISTS (SELECT FROM users WHERE id = p_user_id AND NOT is_active) THEN
        PERFORM end_sign_ins(p_user_id);
        UPDATE game_sessions SET ended_at = clock_timestamp()
        WHERE user_id = p_user_id AND ended_at IS NULL;
    END IF;
    RETURN QUERY SELECT * FROM recount_boards(p_user_id);
END;
$$ LANGUAGE plpgsql;

-- What follows when a result of theirs was voided, verified or restored.
CREATE OR REPLACE FUNCTION settle_results(p_user_id UUID) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty"
) AS $$
BEGIN
    PERFORM recount_player(p_user_id);
    RETURN QUERY SELECT * FROM recount_boards(p_user_id);
END;
$$ LANGUAGE plpgsql;
