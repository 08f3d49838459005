-- Raises an error: rows of this table may only be added.
--
-- Called by the trigger of `audit_log` below. It is a trigger because rights do not bind the owner of a
-- table (docs/decisions/0023-administration.md).
CREATE OR REPLACE FUNCTION refuse_change() RETURNS TRIGGER AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE TRIGGER "audit_log_only_grows" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- It fires for the owner too, and in a session that replays replication, where other triggers do not.
ALTER TABLE "audit_log" ENABLE ALWAYS TRIGGER "audit_log_only_grows";
