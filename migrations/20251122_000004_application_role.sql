-- The role that the site connects with: a group without a login, which may use tables, sequences and
-- functions and may create nothing (docs/decisions/0023-administration.md).

-- Roles belong to the whole server, so another database may have created it, or may be creating it now.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prodev_app') THEN
        CREATE ROLE prodev_app NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        -- The role exists. This session may still cache its absence, until it receives the invalidation.
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

-- The same rights on everything that the role which runs this creates later.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO prodev_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO prodev_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO prodev_app;

-- The application neither reads nor changes the list of applied migrations.
REVOKE ALL ON kysely_migration, kysely_migration_lock FROM prodev_app;
