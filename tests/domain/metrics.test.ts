import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { connect, type SentStatement } from "../../app/.server/db/client.ts";
import {
  BUCKETS,
  bucketOf,
  endOf,
  quantile,
  RATIO,
} from "../../app/.server/operations/metrics/histogram.ts";
import { sampleDatabase } from "../../app/.server/operations/metrics/queries.ts";
import { queryPlanOf } from "../../app/.server/operations/metrics/query-plans.ts";
import { createRecorder, type Measurement } from "../../app/.server/operations/metrics/recorder.ts";
import { metrics, storeMetrics } from "../../app/.server/operations/metrics/service.ts";
import {
  statementNameOf,
  withoutValues,
} from "../../app/.server/operations/metrics/statement-names.ts";
import type { Window } from "../../app/contracts/metrics.ts";
import { waitsForLock, withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase();

/** Buckets of durations, as they are recorded. */
function histogramOf(durations: readonly number[]): number[] {
  const counts = Array<number>(BUCKETS).fill(0);
  for (const duration of durations) {
    const bucket = bucketOf(duration);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/** The duration at the nearest rank. */
const exactly = (durations: readonly number[], q: number) =>
  durations.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * durations.length)) - 1] as number;

describe("a histogram", () => {
  // All that it can tell apart: up to 74 s.
  const duration = fc.double({ min: 0, max: endOf(BUCKETS - 1), noNaN: true });
  const durations = fc.array(duration, { minLength: 1, maxLength: 300 });
  const share = fc.constantFrom(0.5, 0.95, 0.99);

  it("gives percentiles in the bucket of the exact one", () => {
    fc.assert(
      fc.property(durations, share, (all, q) => {
        const [estimated, exact] = [quantile(histogramOf(all), q) as number, exactly(all, q)];
        expect(bucketOf(estimated)).toBe(bucketOf(exact));
        if (exact > endOf(0)) {
          expect(estimated / exact).toBeLessThanOrEqual(RATIO);
          expect(exact / estimated).toBeLessThanOrEqual(RATIO);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("knows the end of each bucket as its own", () => {
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      expect(bucketOf(endOf(bucket) * 0.999)).toBe(bucket);
    }
  });

  it("takes anything for a duration, and says nothing of nothing", () => {
    for (const odd of [-1, Number.NaN, 0]) expect(bucketOf(odd)).toBe(0);
    for (const odd of [1e9, Number.POSITIVE_INFINITY]) expect(bucketOf(odd)).toBe(BUCKETS - 1);
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([0, 0], 0.5)).toBeNull();
  });
});

describe("the name of a statement", () => {
  it("says what it does to which tables", () => {
    const named = (text: string) => statementNameOf(text).name.replace(/ #[0-9a-f]{6}$/, "");
    expect(named('select "id" from "users" where "id" = $1')).toBe("select users");
    expect(named('update "users" set "role" = $1 where id = $2 returning id')).toBe("update users");
    expect(named("DELETE FROM refresh_tokens WHERE id IN (SELECT id FROM refresh_tokens)")).toBe(
      "delete refresh_tokens",
    );
    expect(
      named(`WITH player AS (SELECT users.id FROM users FOR NO KEY UPDATE OF users),
        -- The account's row first.
        held AS MATERIALIZED (SELECT id FROM game_sessions, player),
        result AS (INSERT INTO game_results (id) SELECT id FROM held
          ON CONFLICT (id) DO UPDATE SET id = excluded.id)
        SELECT * FROM result WHERE a IS DISTINCT FROM b`),
    ).toBe("insert game_results, game_sessions");
    expect(
      named("SELECT id FROM users JOIN sign_ins device ON true JOIN user_settings s ON true"),
    ).toBe("select user_settings");
    expect(named("SELECT start_game($1, $2)")).toBe("select start_game");
    expect(named("SELECT 1")).toBe("select");
  });

  it("is the same for lists of any length and for any values, and differs with the statement", () => {
    const list = (n: number) =>
      statementNameOf(
        `SELECT * FROM users WHERE id IN (${Array.from({ length: n }, (_, i) => `$${i + 1}`).join(", ")})`,
      );
    const rows = (n: number) =>
      statementNameOf(`INSERT INTO t (a, b) VALUES ${Array(n).fill("($1, $2)").join(", ")}`);
    expect(new Set([2, 3, 100].map((n) => list(n).name)).size).toBe(1);
    expect(new Set([1, 2, 100].map((n) => rows(n).name)).size).toBe(1);
    expect(statementNameOf("SELECT a FROM t WHERE b = 1").name).toBe(
      statementNameOf("SELECT a FROM t WHERE b = 22.5e-3").name,
    );
    expect(statementNameOf("SELECT a FROM t WHERE b = 1").name).not.toBe(
      statementNameOf("SELECT a FROM t WHERE c = 1").name,
    );
  });

  it("keeps no literal, however it is written", () => {
    const secret = fc
      .stringMatching(/^[A-Za-z0-9@.\\"$ -]{6,20}$/)
      .map((text) => `Zq${text.replaceAll("$", "")}`);
    const quoted = secret.chain((value) =>
      fc
        .constantFrom(
          `'${value}'`,
          `E'\\'${value.replaceAll("\\", "\\\\")}\\''`,
          `'it''s ${value}'`,
          `$$${value}$$`,
          `$tag$${value}$tag$`,
          `'${value}`,
        )
        .map((literal) => ({ value, literal })),
    );
    fc.assert(
      fc.property(quoted, ({ value, literal }) => {
        const text = `SELECT "a" -- don't\n FROM t1 WHERE b = ${literal}`;
        expect(withoutValues(text)).not.toContain(value);
        expect(statementNameOf(text).text).toBe('SELECT "a" FROM t1 WHERE b = ?');
      }),
    );
    expect(withoutValues("a = '{x,y}'::text[] AND b1 > 12.5 AND c = $3")).toBe(
      "a = ?::text[] AND b1 > ? AND c = ?",
    );
  });
});

/** A measurement of a route. */
const request = (over: Partial<Measurement> = {}): Measurement => ({
  kind: "route",
  name: "GET /",
  outcome: "2xx",
  milliseconds: 10,
  ...over,
});

const sent = (over: Partial<SentStatement> = {}): SentStatement => ({
  sql: "SELECT 1 FROM users",
  parameters: [],
  milliseconds: 1,
  ...over,
});

describe("the recorder", () => {
  const NOON = Date.UTC(2026, 10, 22, 12);

  it("adds up what is alike in a minute, and hands it out once", () => {
    const recorder = createRecorder();
    for (const milliseconds of [1, 2, 300]) recorder.record(request({ milliseconds }), NOON);
    recorder.record(request(), NOON + 60_000);
    recorder.record(request({ outcome: "5xx" }), NOON);
    const tallies = recorder
      .takeBatch()
      ?.tallies.map(({ slot, outcome, count }) => [slot, outcome, count]);
    expect(tallies).toEqual([
      [NOON, "2xx", 3],
      [NOON + 60_000, "2xx", 1],
      [NOON, "5xx", 1],
    ]);
    expect(recorder.takeBatch()).toBeUndefined();
  });

  it("holds a bounded number of names, whatever comes in, and counts what it dropped", () => {
    const recorder = createRecorder();
    for (let i = 0; i < 5_000; i += 1) {
      recorder.record(request({ name: `GET /${i}` }), NOON);
      recorder.recordStatement(sent({ sql: `SELECT a FROM t${i}`, milliseconds: 500 }), NOON, null);
    }
    const harvest = recorder.takeBatch();
    expect(harvest?.tallies.length).toBe(1_000);
    expect(harvest?.dropped).toBe(9_000);
    expect(harvest?.slow.length).toBe(3);
  });

  it("takes back what could not be stored, and adds to it", () => {
    const recorder = createRecorder();
    recorder.record(request(), NOON);
    recorder.recordStatement(sent({ milliseconds: 200 }), NOON, null);
    const first = recorder.takeBatch();
    recorder.record(request({ milliseconds: 2_000 }), NOON);
    if (first) recorder.returnBatch(first);
    const again = recorder.takeBatch();
    expect(again?.tallies.find(({ kind }) => kind === "route")).toMatchObject({
      count: 2,
      milliseconds: 2_010,
    });
    expect(again?.slow.length).toBe(1);
    expect(again?.statements.length).toBe(1);
  });

  it("asks for the plan of a slow statement once a minute", () => {
    const recorder = createRecorder();
    const at = (seconds: number, milliseconds: number) =>
      recorder.recordStatement(sent({ milliseconds }), NOON + seconds * 1_000, null);
    at(0, 100);
    at(1, 101);
    at(2, 5_000);
    at(61, 101);
    expect(recorder.takeBatch()?.slow.map(({ milliseconds }) => milliseconds)).toEqual([101, 101]);
  });

  it("tells a refusal from a failure", () => {
    const recorder = createRecorder();
    const errors = [
      undefined,
      { code: "23505" },
      { code: "P0001" },
      { code: "42P01" },
      new Error("x"),
    ];
    for (const error of errors) recorder.recordStatement(sent({ error }), NOON, null);
    const outcomes = recorder.takeBatch()?.tallies.map(({ outcome, count }) => [outcome, count]);
    expect(outcomes).toEqual([
      ["ok", 1],
      ["refused", 2],
      ["failed", 2],
    ]);
  });

  it("hands every measurement to Analytics Engine where there is one", () => {
    const points: unknown[] = [];
    const engine = { writeDataPoint: (point: unknown) => points.push(point) };
    const recorder = createRecorder();
    recorder.record(request({ milliseconds: 12 }), NOON, engine);
    recorder.recordStatement(sent(), NOON, null, engine);
    expect(points).toEqual([
      { indexes: ["route GET /"], blobs: ["route", "GET /", "2xx"], doubles: [12] },
      {
        indexes: [expect.stringMatching(/^query select users #/)],
        blobs: ["query", expect.stringMatching(/^select users #/), "ok"],
        doubles: [1],
      },
    ]);
  });
});

/** Somebody who may look. */
async function administrator() {
  const admin = await createPlayer(database.db);
  await database.db
    .updateTable("users")
    .set({ role: "ADMIN" })
    .where("id", "=", admin.id)
    .execute();
  return admin;
}

const read = async (window: Window, now: Date) =>
  metrics(database.db, await administrator(), { window }, now);

describe("what is stored", () => {
  it("adds up over isolates that write at once, to the exact sums, in every window", async () => {
    const now = new Date("2026-03-01T10:20:30Z");
    const durations = Array.from({ length: 400 }, (_, i) => ((i * 7919) % 1000) + 0.5);
    const isolates = Array.from({ length: 40 }, createRecorder);
    for (const [i, milliseconds] of durations.entries()) {
      const outcome = i % 10 === 0 ? "5xx" : "2xx";
      isolates[i % 40]?.record(request({ milliseconds, outcome, name: "GET /sum" }), now.getTime());
      isolates[i % 40]?.record(request({ name: "GET /old" }), now.getTime() - 20 * 60_000);
    }
    await Promise.all(
      isolates.map(async (recorder) => {
        const harvest = recorder.takeBatch();
        if (harvest) await storeMetrics(database.db, harvest);
      }),
    );
    for (const window of ["15m", "1h", "24h"] as const) {
      const { routes, requests, since } = await read(window, now);
      const route = routes.find(({ route }) => route === "GET /sum");
      expect(route).toMatchObject({ requests: 400, failed: 40, error_rate: 0.1, refused: 0 });
      for (const [key, q] of [
        ["p50", 0.5],
        ["p95", 0.95],
        ["p99", 0.99],
      ] as const) {
        expect(bucketOf(route?.[key] ?? 0)).toBe(bucketOf(exactly(durations, q)));
      }
      const old = routes.find(({ route }) => route === "GET /old");
      expect(old?.requests).toBe(window === "15m" ? undefined : 400);
      expect(requests.total).toBe(window === "15m" ? 400 : 800);
      expect(requests.slots.reduce((sum, slot) => sum + slot.requests, 0)).toBe(requests.total);
      expect(requests.slots.at(-1)).toMatchObject({ requests: 400, failed: 40 });
      expect(requests.slots[0]?.from).toBe(since);
    }
  });

  it("keeps a slow statement with its plan, and nothing that anybody typed", async () => {
    const admin = await administrator();
    const secret = "somebody-secret@example.com";
    const token = "Zk3vQ9".repeat(8);
    const recorder = createRecorder();
    // As the site is connected; the row is held by somebody else meanwhile.
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
      await waitsForLock(database.db);
      await sql`SELECT pg_sleep(0.11)`.execute(transaction);
      void waiting;
    });
    await other.close();
    const harvest = recorder.takeBatch();
    if (!harvest) throw new Error("nothing was recorded");
    await storeMetrics(database.db, harvest);
    const { slow_queries, queries } = await metrics(
      database.db,
      admin,
      { window: "15m" },
      new Date(),
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
    for (const told of [secret, "somebody", token, admin.id]) {
      expect(await whereStored(told)).toEqual(told === admin.id ? ["request_id"] : []);
    }
  });

  it("has no plan of what cannot be explained, and executes nothing to get one", async () => {
    const now = Date.now();
    const recorder = createRecorder();
    const slow = (text: string, parameters: unknown[] = []) =>
      recorder.recordStatement({ sql: text, parameters, milliseconds: 500 }, now, null);
    slow("SELECT nonsense FROM nowhere");
    slow("DELETE FROM users WHERE username <> $1", ["x"]);
    slow("SELECT pg_sleep($1::float8)", [9]);
    await createPlayer(database.db);
    const harvest = recorder.takeBatch();
    if (harvest) await storeMetrics(database.db, harvest);
    const { slow_queries } = await read("15m", new Date(now));
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

  it("keeps of a plan what is known to be harmless, and no more", () => {
    const explained = [
      {
        Plan: {
          "Node Type": "Nested Loop",
          "Join Type": "Inner",
          "Total Cost": 20,
          "Plan Rows": 1,
          Plans: [
            {
              "Node Type": "Seq Scan",
              "Relation Name": "users",
              Alias: "u",
              Filter: "((email)::text = 'a@b.example'::text) AND (n > 5)",
              Output: ["'secret'::text"],
              "Some Day": "'secret'",
              "Total Cost": 12.5,
              "Plan Rows": 3,
            },
          ],
        },
        Settings: { secret: "secret" },
      },
    ];
    expect(queryPlanOf(explained)).toEqual([
      { depth: 0, step: "Nested Loop", cost: 20, rows: 1, conditions: [] },
      {
        depth: 1,
        step: "Seq Scan on users",
        cost: 12.5,
        rows: 3,
        conditions: ["Filter: ((email)::text = ?::text) AND (n > ?)"],
      },
    ]);
    expect(queryPlanOf(undefined)).toBeNull();
    expect(queryPlanOf([{}])).toBeNull();
  });
});

/** The columns of metric tables in which `text` stands. */
async function whereStored(text: string): Promise<string[]> {
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

describe("the scheduled work", () => {
  it("forgets what is old, and notes how large the tables are, once a day", async () => {
    const { db } = database;
    await sql`INSERT INTO metric_tallies (seconds, slot, kind, name, outcome, count, milliseconds, buckets)
      SELECT seconds, now() - make_interval(mins => age), 'route', 'GET /' || age, '2xx', 1, 1, '{1}'
      FROM (VALUES (60, 110), (60, 130), (900, 1500), (900, 1570)) old (seconds, age)`.execute(db);
    await sql`INSERT INTO metric_table_sizes (day, table_name, bytes, measured_at)
      VALUES (current_date - 91, 'users', 1, now() - interval '91 days'),
        (current_date - 2, 'users', 0, now() - interval '2 days')`.execute(db);
    await sampleDatabase(db);
    await sampleDatabase(db);
    const { rows: kept } = await sql<{ name: string }>`
      SELECT name FROM metric_tallies WHERE name ~ '^GET /[0-9]+$' ORDER BY name`.execute(db);
    expect(kept.map(({ name }) => name)).toEqual(["GET /110", "GET /1500"]);
    const sizes = await db
      .selectFrom("metric_table_sizes")
      .select(["day", "bytes"])
      .where("table_name", "=", "users")
      .execute();
    expect(sizes).toHaveLength(2);
    const { tables, maintenance_at } = await read("15m", new Date());
    const users = tables.find(({ name }) => name === "users");
    expect(users?.growth_per_day).toBe(Math.round((users?.bytes ?? 0) / 2));
    expect(tables.find(({ name }) => name === "leaderboards")?.growth_per_day).toBeNull();
    expect(maintenance_at).not.toBeNull();
  });

  it("lets the hits of PostgreSQL's cache be counted from the sample that the window begins with", async () => {
    const { db } = database;
    await sql`INSERT INTO metric_samples (sampled_at, connections, blocks_hit, blocks_read)
      VALUES (now() - interval '2 hours', 0, 1e12, 0), (now() - interval '61 minutes', 0, 0, 0),
        (now() - interval '59 minutes', 0, 1e12, 0)`.execute(db);
    // PostgreSQL tells of what its sessions did a second later.
    const hits = async () => {
      const { caches } = await read("1h", new Date());
      return caches.find(({ name }) => name === "database")?.hits;
    };
    await expect.poll(hits, { timeout: 10_000 }).toBeGreaterThan(0);
  });
});
