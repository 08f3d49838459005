import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeAudit } from "../../app/.server/audit/queries.ts";
import { isActiveWithRole } from "../../app/.server/auth/authorization/queries.ts";
import { connect } from "../../app/.server/db/client.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase(4);

/** Returns a client of the database's owner, the role that runs the migrations. */
function asOwner() {
  const { db, close } = connect(database.ownerUrl);
  onTestFinished(close);
  return db;
}

/** Renames an account as `admin`, with an audit entry in the same statement. */
async function rename(admin: { id: string; family: string }, userId: string, name: string) {
  const actor = { ...admin, requestId: randomUUID() };
  await sql`
    WITH changed AS (
      UPDATE users SET display_name = ${name}
      WHERE id = ${userId} AND EXISTS (SELECT FROM users WHERE ${isActiveWithRole(actor, "ADMIN")})
      RETURNING *
    ), audited AS (${writeAudit(actor, {
      action: "user.role_changed",
      from: sql`changed`,
      id: sql`changed.id`,
      name: sql`changed.username`,
      details: sql`jsonb_build_object('after', changed.display_name)`,
    })})
    SELECT FROM changed`.execute(database.db);
  return actor;
}

const entriesOf = (targetId: string) =>
  database.db.selectFrom("audit_log").selectAll().where("target_id", "=", targetId).execute();

describe("the application's role", () => {
  it("is a member of prodev_app and nothing else: no owner, no superuser, and it cannot create tables", async () => {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT current_user AS name, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
        pg_has_role('prodev_app', 'MEMBER') AS member,
        (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned,
        has_schema_privilege('public', 'CREATE') AS may_create
      FROM pg_roles r WHERE rolname = current_user`.execute(database.db);
    expect(rows[0]).toEqual({
      name: "prodev_site",
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      member: true,
      owned: 0,
      may_create: false,
    });
    await expect(sql`CREATE TABLE mine ()`.execute(database.db)).rejects.toThrow(/denied/);
  });

  it("may read and write every table except those of the migrations, may only add to the audit log, and may truncate none", async () => {
    const { rows } = await sql<{ relname: string; rights: string[] }>`
      SELECT relname, array(SELECT p FROM unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,TRIGGER,REFERENCES}'::text[]) p
        WHERE has_table_privilege(oid, p)) AS rights
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`.execute(
      database.db,
    );
    expect(rows.length).toBeGreaterThan(15);
    for (const { relname, rights } of rows) {
      const expected = /^(kysely|migration)_/.test(relname)
        ? []
        : relname === "audit_log"
          ? ["SELECT", "INSERT"]
          : ["SELECT", "INSERT", "UPDATE", "DELETE"];
      expect([relname, rights]).toEqual([relname, expected]);
    }
  });

  it("gets the same rights on tables that later migrations create", async () => {
    const owner = asOwner();
    await sql`CREATE TABLE later (id INTEGER GENERATED ALWAYS AS IDENTITY, n INTEGER)`.execute(
      owner,
    );
    await sql`CREATE SEQUENCE later_numbers`.execute(owner);
    await sql`INSERT INTO later (n) VALUES (nextval('later_numbers'))`.execute(database.db);
    await sql`UPDATE later SET n = 2`.execute(database.db);
    const { rows } = await sql`DELETE FROM later RETURNING n`.execute(database.db);
    expect(rows).toEqual([{ n: 2 }]);
  });
});

describe("the audit log", () => {
  const CHANGES = [
    "UPDATE audit_log SET action = 'user.deactivated'",
    "UPDATE audit_log SET details = '{}' WHERE false",
    "DELETE FROM audit_log",
    "DELETE FROM audit_log WHERE false",
    "TRUNCATE audit_log",
    "TRUNCATE audit_log CASCADE",
    "MERGE INTO audit_log a USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    "INSERT INTO audit_log (id, action, target_kind) SELECT id, action, target_kind FROM audit_log ON CONFLICT (id) DO UPDATE SET details = '{}'",
  ];

  it("records actor, action, target and request id, in the same statement as the change", async () => {
    const [admin, player] = [
      await createPlayer(database.db, { role: "ADMIN", username: "the_admin" }),
      await createPlayer(database.db, { username: "the_player" }),
    ];
    const { requestId } = await rename(admin, player.id, "Somebody");
    expect(await entriesOf(player.id)).toEqual([
      {
        id: expect.any(String),
        created_at: expect.any(String),
        actor_id: admin.id,
        actor_name: "the_admin",
        request_id: requestId,
        action: "user.role_changed",
        target_kind: "user",
        target_id: player.id,
        target_name: "the_player",
        details: { after: "Somebody" },
      },
    ]);
  });

  it("records nothing when a change is refused", async () => {
    const [moderator, player] = [
      await createPlayer(database.db, { role: "MODERATOR" }),
      await createPlayer(database.db),
    ];
    await rename(moderator, player.id, "Somebody");
    expect(await entriesOf(player.id)).toEqual([]);
  });

  it.each(CHANGES)("rejects a change by the application: %s", async (statement) => {
    await expect(sql.raw(statement).execute(database.db)).rejects.toMatchObject({ code: "42501" });
  });

  it.each(CHANGES)("rejects a change by its owner, a superuser: %s", async (statement) => {
    const admin = await createPlayer(database.db, { role: "ADMIN" });
    await rename(admin, admin.id, "Me");
    const owner = asOwner();
    const before = await entriesOf(admin.id);
    await expect(sql.raw(statement).execute(owner)).rejects.toThrow(/only grows/);
    expect(await entriesOf(admin.id)).toEqual(before);
    expect(before).toHaveLength(1);
  });

  it("rejects a DELETE even in a replication session, where other triggers are disabled", async () => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    onTestFinished(() => client.end());
    await client.query("SET session_replication_role = 'replica'");
    await expect(client.query("DELETE FROM audit_log")).rejects.toThrow(/only grows/);
  });

  it("lets the application neither disable the trigger nor grant itself rights", async () => {
    for (const statement of [
      "ALTER TABLE audit_log DISABLE TRIGGER ALL",
      "DROP TRIGGER audit_log_only_grows ON audit_log",
      "DROP TABLE audit_log",
      "SET session_replication_role = 'replica'",
      "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
      "SET ROLE prodev",
    ]) {
      await expect(sql.raw(statement).execute(database.db)).rejects.toMatchObject({
        code: "42501",
      });
    }
    // PostgreSQL answers this GRANT with a warning, not with an error.
    await sql`GRANT UPDATE, DELETE ON audit_log TO prodev_app`.execute(database.db).catch(() => {});
    await expect(sql`DELETE FROM audit_log`.execute(database.db)).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("keeps its entries when the accounts are purged", async () => {
    const [admin, player] = [
      await createPlayer(database.db, { role: "ADMIN" }),
      await createPlayer(database.db),
    ];
    await rename(admin, player.id, "Somebody");
    const before = await entriesOf(player.id);
    await database.db.deleteFrom("users").where("id", "in", [admin.id, player.id]).execute();
    expect(before).toHaveLength(1);
    expect(await entriesOf(player.id)).toEqual(before);
  });
});
