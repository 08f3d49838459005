/** Metrics in the database: what the recorders store, and what administrators read. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { bucketOf } from "../../app/.server/operations/metrics/histogram.ts";
import { sampleDatabase } from "../../app/.server/operations/metrics/queries.ts";
import { metrics } from "../../app/.server/operations/metrics/reading/service.ts";
import { createRecorder } from "../../app/.server/operations/metrics/recorder.ts";
import { storeMetrics } from "../../app/.server/operations/metrics/service.ts";
import type { Window } from "../../app/contracts/metrics.ts";
import { createAdmin } from "../support/admins.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { exactQuantile, requestMeasurement } from "../support/request-measurements.ts";

const [database, otherDatabase] = [withDatabase(), withDatabase()];

const readMetrics = async (window: Window, now: Date) =>
  metrics(
    database.db,
    { ...(await createAdmin(database.db)), role: "ADMIN" },
    { window },
    now,
    async () => null,
  );

describe("stored metrics", () => {
  it("are the exact sums over forty isolates that write at the same time, in every window", async () => {
    const now = new Date("2026-03-01T10:20:30Z");
    const durations = Array.from({ length: 400 }, (_, i) => ((i * 7919) % 1000) + 0.5);
    const isolates = Array.from({ length: 40 }, createRecorder);
    for (const [i, milliseconds] of durations.entries()) {
      const outcome = i % 10 === 0 ? "5xx" : "2xx";
      isolates[i % 40]?.record(
        requestMeasurement({ milliseconds, outcome, name: "GET /sum" }),
        now.getTime(),
      );
      isolates[i % 40]?.record(
        requestMeasurement({ name: "GET /old" }),
        now.getTime() - 20 * 60_000,
      );
    }
    await Promise.all(
      isolates.map(async (recorder) => {
        const batch = recorder.takeBatch();
        if (batch) await storeMetrics(database.db, batch);
      }),
    );
    for (const window of ["15m", "1h", "24h"] as const) {
      const { routes, requests, since } = await readMetrics(window, now);
      const route = routes.find(({ route }) => route === "GET /sum");
      expect(route).toMatchObject({ requests: 400, failed: 40, error_rate: 0.1, refused: 0 });
      for (const [key, q] of [
        ["p50", 0.5],
        ["p95", 0.95],
        ["p99", 0.99],
      ] as const) {
        expect(bucketOf(route?.[key] ?? 0)).toBe(bucketOf(exactQuantile(durations, q)));
      }
      const old = routes.find(({ route }) => route === "GET /old");
      expect(old?.requests).toBe(window === "15m" ? undefined : 400);
      expect(requests.total).toBe(window === "15m" ? 400 : 800);
      expect(requests.slots.reduce((sum, slot) => sum + slot.requests, 0)).toBe(requests.total);
      expect(requests.slots.at(-1)).toMatchObject({ requests: 400, failed: 40 });
      expect(requests.slots[0]?.from).toBe(since);
    }
  });

  it("contain a slow statement with its plan, but none of its parameters", async () => {
    const admin = await createAdmin(database.db);
    const secret = "somebody-secret@example.com";
    const token = "Zk3vQ9".repeat(8);
    const recorder = createRecorder();
    // Records the statements of one more connection of the site, which will wait for a locked row.
    const other = connect(database.url);
    other.usage.onStatement = (statement) =>
      recorder.recordStatement(statement, Date.now(), admin.id);
    const update = other.db
      .updateTable("users")
      .set({ display_name: `${secret} ${token}` })
      .where("id", "=", admin.id)
      .where((eb) =>
        eb.or([
          eb("email", "<>", secret),
          eb("password_hash", "=", token),
          eb("username", "in", [token, secret]),
        ]),
      );
    await database.db.transaction().execute(async (transaction) => {
      await sql`SELECT FROM users WHERE id = ${admin.id} FOR UPDATE`.execute(transaction);
      const waiting = update.execute();
      await waitForBlockedStatement(database.db);
      await sql`SELECT pg_sleep(0.11)`.execute(transaction);
      void waiting;
    });
    await other.close();
    const batch = recorder.takeBatch();
    if (!batch) throw new Error("nothing was recorded");
    await storeMetrics(database.db, batch);
    const { slow_queries, queries } = await metrics(
      database.db,
      { ...admin, role: "ADMIN" },
      { window: "15m" },
      new Date(),
      async () => null,
    );
    expect(slow_queries).toHaveLength(1);
    const [slow] = slow_queries;
    expect(slow?.name).toMatch(/^update users #/);
    expect(slow?.statement).toContain('"display_name" = ?');
    expect(slow?.milliseconds).toBeGreaterThan(100);
    expect(slow?.request_id).toBe(admin.id);
    expect(slow?.plan?.[0]?.step).toBe("ModifyTable on users");
    expect(slow?.plan?.[1]?.step).toMatch(/Scan .*on users/);
    const conditions = JSON.stringify(slow?.plan);
    expect(conditions).toContain("id = ?");
    expect(conditions).toContain("email");
    expect(queries.find(({ name }) => name === slow?.name)).toMatchObject({ calls: 1, failed: 0 });
    for (const value of [secret, "somebody", token, admin.id]) {
      expect(await columnsContaining(value)).toEqual(value === admin.id ? ["request_id"] : []);
    }
  });

  it("take a statement whose name a batch has twice", async () => {
    const name = { name: "select twice #abcdef", text: "SELECT FROM twice" };
    const batch = { tallies: [], slow: [], statements: [name, name], dropped: 0 };
    await storeMetrics(database.db, batch);
    const stored = database.db.selectFrom("metric_statements").where("name", "=", name.name);
    expect(await stored.select("text").execute()).toEqual([{ text: name.text }]);
  });

  it("have no plan of an invalid statement, and no statement is executed to get its plan", async () => {
    const now = Date.now();
    const recorder = createRecorder();
    const slow = (text: string, parameters: unknown[] = []) =>
      recorder.recordStatement({ sql: text, parameters, milliseconds: 500 }, now, null);
    slow("SELECT nonsense FROM nowhere");
    slow("DELETE FROM users WHERE username <> $1", ["x"]);
    slow("SELECT pg_sleep($1::float8)", [9]);
    await createPlayer(database.db);
    const batch = recorder.takeBatch();
    if (batch) await storeMetrics(database.db, batch);
    const { slow_queries } = await readMetrics("15m", new Date(now));
    const steps = Object.fromEntries(
      slow_queries.map(({ name, plan }) => [name.replace(/ #.*/, ""), plan?.[0]?.step]),
    );
    expect(steps).toMatchObject({
      "select nowhere": undefined,
      "delete users": "ModifyTable on users",
      "select pg_sleep": "Result",
    });
    const players = await database.db.selectFrom("users").select("id").execute();
    expect(players.length).toBeGreaterThan(0);
  });

  it("count the statements of this database that wait for a lock, and not those of another one", async () => {
    const lockWaits = async () =>
      (await readMetrics("15m", new Date())).connections.waiting_for_locks;
    for (const [{ db }, expected] of [
      [database, 1],
      [otherDatabase, 0],
    ] as const) {
      const { id } = await createPlayer(db);
      const lock = sql`SELECT FROM users WHERE id = ${id} FOR UPDATE`;
      let waiting: Promise<unknown> | undefined;
      await db.transaction().execute(async (transaction) => {
        await lock.execute(transaction);
        waiting = lock.execute(db);
        await waitForBlockedStatement(db);
        expect(await lockWaits()).toBe(expected);
      });
      await waiting;
    }
  });
});

/** Returns the columns of metric tables that contain `text`. */
async function columnsContaining(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name: table, columns } of await database.db.introspection.getTables()) {
    if (!table.startsWith("metric_")) continue;
    for (const { name: column } of columns) {
      const { rows } = await sql`
        SELECT FROM ${sql.table(table)} WHERE strpos(${sql.ref(column)}::text, ${text}) > 0
      `.execute(database.db);
      if (rows.length > 0) found.push(column);
    }
  }
  return found;
}

describe("mails", () => {
  it("are counted as sent, given up and waiting, without those to deleted accounts", async () => {
    const now = new Date();
    const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    const [{ id: user_id }, gone] = [
      await createPlayer(database.db),
      await createPlayer(database.db),
    ];
    await database.db
      .updateTable("users")
      .set({ deleted_at: now.toISOString(), is_active: false })
      .where("id", "=", gone.id)
      .execute();
    const mail = (minutes: number, more: object = {}) => ({
      ...{ id: randomUUID(), user_id, kind: "reset_password" as const, recipient: "a@example.com" },
      ...{ created_at: minutesAgo(minutes).toISOString(), due_at: now.toISOString() },
      ...more,
    });
    await database.db
      .insertInto("mails")
      .values([
        mail(5, { sent_at: minutesAgo(4) }),
        mail(90, { sent_at: minutesAgo(3) }),
        mail(90, { sent_at: minutesAgo(80) }),
        mail(26 * 60, { given_up_at: minutesAgo(2) }),
        mail(40),
        mail(3),
        mail(50, { user_id: gone.id }),
      ])
      .execute();
    const recorder = createRecorder();
    const failure = { kind: "mail", name: "mail", outcome: "failed", milliseconds: 0 } as const;
    for (let n = 0; n < 3; n += 1) recorder.record(failure, now.getTime());
    const batch = recorder.takeBatch();
    if (batch) await storeMetrics(database.db, batch);
    const measured = await readMetrics("15m", now);
    expect(measured.mails).toEqual({
      ...{ sent: 2, given_up: 1, failed: 3, waiting: 2 },
      waiting_since: minutesAgo(40).toISOString(),
    });
    expect(measured.alerts.map(({ rule }) => rule)).toContain("mail");
  });
});

describe("the cron job", () => {
  it("has not seen a new table, whose size is measured at once", async () => {
    const { tables, database_bytes } = await readMetrics("15m", new Date());
    const users = tables.find(({ name }) => name === "users");
    expect(users?.growth_per_day).toBeNull();
    // A page of rows at least, and one of each index.
    expect(users?.index_bytes).toBeGreaterThan(8_192);
    expect(users?.bytes).toBeGreaterThan(users?.index_bytes ?? 0);
    expect(database_bytes).toBeGreaterThan(users?.bytes ?? 0);
  });

  it("deletes old metrics, and stores the sizes that the tables have today", async () => {
    const { db } = database;
    await sql`INSERT INTO metric_tallies (seconds, slot, kind, name, outcome, count, milliseconds, histogram)
      SELECT seconds, now() - make_interval(mins => age), 'route', 'GET /' || age, '2xx', 1, 1, 1
      FROM (VALUES (60, 110), (60, 130), (900, 1500), (900, 1570)) old (seconds, age)`.execute(db);
    await sql`INSERT INTO metric_table_sizes (day, table_name, bytes, measured_at)
      VALUES (current_date - 91, 'users', 1, now() - interval '91 days'),
        (current_date - 2, 'users', 0, now() - interval '2 days')`.execute(db);
    await sampleDatabase(db);
    // As it was earlier today.
    await sql`UPDATE metric_table_sizes SET bytes = 1, index_bytes = 1 WHERE day = current_date`.execute(
      db,
    );
    await sampleDatabase(db);
    const { rows: remaining } = await sql<{ name: string }>`
      SELECT name FROM metric_tallies WHERE name ~ '^GET /[0-9]+$' ORDER BY name`.execute(db);
    expect(remaining.map(({ name }) => name)).toEqual(["GET /110", "GET /1500"]);
    const sizes = await db
      .selectFrom("metric_table_sizes")
      .select(["bytes", "index_bytes"])
      .where("table_name", "=", "users")
      .orderBy("day")
      .execute();
    expect(sizes).toHaveLength(2);
    const { bytes = 0, index_bytes } = sizes[1] ?? {};
    expect(index_bytes).toBeGreaterThan(1);
    expect(bytes).toBeGreaterThan(index_bytes ?? 0);
    const { tables, maintenance_at } = await readMetrics("15m", new Date());
    const users = tables.find(({ name }) => name === "users");
    expect(users).toMatchObject({ bytes, index_bytes });
    expect((users?.growth_per_day ?? 0) / bytes).toBeCloseTo(1 / 2, 2);
    expect(tables.find(({ name }) => name === "leaderboards")?.growth_per_day).toBeNull();
    expect(maintenance_at).not.toBeNull();
  });

  it("samples the counters of PostgreSQL's cache, and a window counts hits from the last sample before it", async () => {
    const { db } = database;
    await sql`INSERT INTO metric_samples (sampled_at, connections, blocks_hit, blocks_read)
      VALUES (now() - interval '2 hours', 0, 1e12, 0), (now() - interval '61 minutes', 0, 0, 0),
        (now() - interval '59 minutes', 0, 1e12, 0)`.execute(db);
    // PostgreSQL updates these counters with a delay of up to a second.
    const hits = async () => {
      const { caches } = await readMetrics("1h", new Date());
      return caches.find(({ name }) => name === "database")?.hits;
    };
    await expect.poll(hits, { timeout: 10_000 }).toBeGreaterThan(0);
  });
});
