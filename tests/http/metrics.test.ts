import { sql } from "kysely";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import { call, PASSWORD, register, registerThroughApi } from "../support/api.ts";
import { createDatabase, waitForBlockedStatement } from "../support/database.ts";
import { jsonLines, metricsReader, UNTIL_STORED } from "../support/measurements.ts";
import { type Site, startSite, withSite } from "../support/site.ts";

const site = withSite();

const get = async (path: string, headers = {}) => {
  const response = await fetch(site.origin + path, { headers, redirect: "manual" });
  await response.text();
  return response;
};

describe("the metrics", () => {
  it("count requests by their route and outcome, but never contain the requested path", async () => {
    const { user } = await registerThroughApi(site);
    await get(`/u/${user.username}`);
    await get("/_root.data");
    await get("/");
    await get("/results/nobody-knows-this-one");
    await get("/secret-path/of-somebody?q=secret-query");
    await get("/api/secret-call");
    await get("/api/game/result/8f14e45f-ceea-467f-a8a5-2f1c0d8f0b6a");
    await get("/api/leaderboard?type=nonsense");
    await get("/api/leaderboard");
    await get("/api/leaderboard");
    const metrics = await metricsReader(site);
    const countsByRoute = async () => {
      const { routes } = await metrics();
      return Object.fromEntries(
        routes.map(({ route, requests, refused }) => [route, [requests, refused]]),
      );
    };
    await expect.poll(countsByRoute, UNTIL_STORED).toMatchObject({
      "GET /": [2, 0],
      "GET /u/:username": [1, 0],
      "GET /results/:id": [1, 1],
      "GET /*": [1, 1],
      "GET /api/*": [1, 1],
      "GET /api/game/result/:id": [1, 1],
      "GET /api/leaderboard": [3, 1],
      "POST /api/auth/register": [expect.any(Number), 0],
    });
    const { routes, queries, caches } = await metrics();
    expect(JSON.stringify(routes)).not.toMatch(/secret|nobody|8f14e45f|data/);
    expect(routes.every(({ p50, p99 }) => (p50 ?? 0) > 0 && (p99 ?? 0) >= (p50 ?? 0))).toBe(true);
    const registering = queries.find(({ name }) => name.startsWith("insert users"));
    expect(registering?.calls).toBeGreaterThan(0);
    expect(registering?.statement).toMatch(/insert into "users"/);
    // At least two: the start page may read its board from there, too.
    const boards = caches.find(({ name }) => name === "boards");
    expect((boards?.hits ?? 0) + (boards?.misses ?? 0)).toBeGreaterThanOrEqual(2);
  });

  it("contain the plan and the request id of a statement over 100 ms, but none of its values", async () => {
    const { user, access_token } = await register(site);
    const displayName = "Somebody's secret";
    let requestId = "";
    await site.db.transaction().execute(async (transaction) => {
      await sql`SELECT FROM users WHERE id = ${user.id} FOR UPDATE`.execute(transaction);
      const waiting = call(site, "/user/profile", {
        method: "PUT",
        token: access_token,
        json: { display_name: displayName },
      });
      await waitForBlockedStatement(site.db);
      await sql`SELECT pg_sleep(0.15)`.execute(transaction);
      void waiting.then(({ headers }) => {
        requestId = headers.get("X-Request-Id") ?? "";
      });
    });
    const metrics = await metricsReader(site);
    const slowStatement = async () => {
      const { slow_queries } = await metrics();
      return slow_queries.find(({ request_id }) => request_id === requestId);
    };
    await expect.poll(slowStatement, UNTIL_STORED).toBeDefined();
    const found = await slowStatement();
    expect(found?.name).toMatch(/^update users, leaderboards #[0-9a-f]{6}$/);
    expect(found?.milliseconds).toBeGreaterThan(100);
    expect(found?.statement).toMatch(/update "users" set .*"display_name" = \?/);
    expect(JSON.stringify(found?.plan)).toContain("users");
    for (const secret of [displayName, user.id, user.email, user.username]) {
      expect(JSON.stringify(found)).not.toContain(secret);
    }
  });

  it("include the state of PostgreSQL, although the site's login owns nothing", async () => {
    const metrics = await (await metricsReader(site))();
    const { connections, tables, indexes, caches } = metrics;
    expect(connections.used).toBeGreaterThan(0);
    expect(connections.used).toBeLessThanOrEqual(connections.max);
    expect(connections.of_this_site).toBeLessThanOrEqual(connections.used);
    expect(connections.active).toBeGreaterThan(0);
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["users", "game_results", "leaderboards"]),
    );
    expect(tables.every(({ bytes, index_bytes }) => bytes >= index_bytes)).toBe(true);
    expect(indexes.find(({ name }) => name === "users_pkey")).toMatchObject({
      table_name: "users",
      guards: true,
    });
    expect(caches.map(({ name }) => name)).toEqual(["database", "boards", "pages"]);
  });
});

describe("the log", () => {
  it("has one line for a request, with its duration, its queries and the account", async () => {
    const { access_token, user } = await register(site);
    const { headers } = await call(site, "/user/stats?secret=query", { token: access_token });
    const request_id = headers.get("X-Request-Id");
    const line = () => jsonLines(site.logs()).filter((line) => line.request_id === request_id);
    await expect.poll(line).toEqual([
      {
        level: "info",
        event: "request",
        request_id,
        route: "GET /api/user/stats",
        status: 200,
        ms: expect.any(Number),
        db_ms: expect.any(Number),
        queries: 1,
        user_id: user.id,
      },
    ]);
  });

  it("contains no secret, and neither do the stored metrics", async () => {
    const account = await register(site);
    const { user, access_token: token, refresh_token } = account;
    const cookies = {
      Cookie: `__Host-access=${token}; __Host-refresh=${refresh_token}`,
      Origin: site.origin,
    };
    const wrongPassword = "a wrong password of somebody";
    await call(site, "/auth/login", { json: { email: user.email, password: wrongPassword } });
    await call(site, "/auth/login", { json: { email: user.email, password: PASSWORD } });
    await call(site, "/auth/refresh", { json: { refresh_token: "made-up-refresh-token" } });
    await call(site, "/user/profile", { method: "PUT", token, json: { display_name: "Zaphod" } });
    await call(site, "/user/profile", { method: "PUT", token, json: '{"display_name": "Trillian' });
    await call(site, "/auth/register", {
      json: { username: user.username, email: user.email, password: PASSWORD },
    });
    const { body: renewed } = await call<{ refresh_token: string; access_token: string }>(
      site,
      "/auth/refresh",
      { json: { refresh_token } },
    );
    for (const path of [
      `/u/${user.username}`,
      "/history",
      "/settings",
      "/login?to=/secret-place",
    ]) {
      await get(path, cookies);
    }
    await get(`/api/users/${user.username}?q=secret-query`);
    const lastResponse = await get("/api/health");
    const isLogged = () =>
      jsonLines(site.logs()).some(
        ({ request_id }) => request_id === lastResponse.headers.get("X-Request-Id"),
      );
    await expect.poll(isLogged).toBe(true);
    const metrics = await metricsReader(site);
    const isStored = async () =>
      (await metrics()).routes.some(({ route }) => route === "GET /api/users/:username");
    await expect.poll(isStored, UNTIL_STORED).toBe(true);

    const { rows } = await sql<{ text: string }>`
      SELECT concat_ws(' ',
        (SELECT string_agg(t::text, ' ') FROM metric_tallies t),
        (SELECT string_agg(t::text, ' ') FROM metric_statements t),
        (SELECT string_agg(t::text, ' ') FROM metric_slow_statements t)) AS text`.execute(site.db);
    const log = site
      .logs()
      .map(({ message }) => message)
      .join("\n");
    const { rows: accounts } = await sql<{ password_hash: string }>`
      SELECT password_hash FROM users WHERE id = ${user.id}`.execute(site.db);
    const secrets = [
      user.username,
      user.email,
      "Zaphod",
      "Trillian",
      PASSWORD,
      wrongPassword,
      "made-up-refresh-token",
      "secret-query",
      "secret-place",
      accounts[0]?.password_hash,
      ...[token, refresh_token, renewed.access_token, renewed.refresh_token],
    ];
    for (const secret of secrets) {
      expect(secret).toBeTruthy();
      expect(log).not.toContain(secret);
      expect(rows[0]?.text).not.toContain(secret);
    }
    expect(rows[0]?.text).not.toContain(user.id);
  });
});

describe("a fault in the database", () => {
  it("is logged with the request id, does not stop other responses, and only delays the metrics", async () => {
    const database = await createDatabase();
    const running = await startSite(database.url);
    const { db, close } = connect(database.url);
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    onTestFinished(async () => {
      await running.close();
      await close();
      await owner.end();
      await database.drop();
    });
    const faultySite: Site = {
      ...running,
      db,
      databaseUrl: database.url,
      ownerUrl: database.ownerUrl,
    };
    await owner.query("REVOKE INSERT ON metric_tallies FROM prodev_app");
    await owner.query("ALTER TABLE achievements RENAME TO mislaid");

    const ids = [];
    for (const path of ["/api/achievements", "/achievements"]) {
      const response = await fetch(faultySite.origin + path);
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain("mislaid");
      ids.push(response.headers.get("X-Request-Id"));
    }
    const errors = () => jsonLines(faultySite.logs()).filter(({ level }) => level === "error");
    await expect.poll(() => errors().length).toBe(2);
    expect(errors().map(({ request_id }) => request_id)).toEqual(ids);
    for (const error of errors()) {
      expect(error).toMatchObject({
        code: "42P01",
        message: 'relation "achievements" does not exist',
        stack: expect.stringMatching(/^at /),
      });
    }

    const warnings = () =>
      jsonLines(faultySite.logs()).filter(({ event }) => event === "metrics_not_stored");
    await expect.poll(() => warnings().length, UNTIL_STORED).toBe(1);
    expect((await fetch(`${faultySite.origin}/api/health`)).status).toBe(200);
    await owner.query("GRANT INSERT ON metric_tallies TO prodev_app");
    const metrics = await metricsReader(faultySite);
    const failed = async () => {
      const { routes, alerts, requests } = await metrics();
      const failing = routes.filter((route) => route.failed > 0);
      return { failing: failing.map(({ route }) => route).sort(), requests, alerts };
    };
    await expect
      .poll(async () => (await failed()).failing, UNTIL_STORED)
      .toEqual(["GET /achievements", "GET /api/achievements"]);
    expect((await failed()).requests.failed).toBe(2);
  });
});
