import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { call, PASSWORD, refused, register, roundTrips } from "../support/api.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

const refreshWith = (refresh_token: string) =>
  call<SignedIn>(site, "/auth/refresh", { json: { refresh_token } });

describe("registering", () => {
  it("gives the account and its tokens, and creates statistics and settings", async () => {
    const json = {
      username: "Ada_L",
      email: "Ada@Example.com",
      password: PASSWORD,
      display_name: "Ada Lovelace",
    };
    const answer = await call<SignedIn>(site, "/auth/register", { json });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      user: {
        username: "Ada_L",
        email: "Ada@Example.com",
        display_name: "Ada Lovelace",
        role: "PLAYER",
      },
      token_type: "Bearer",
      expires_in: 900,
    });
    expect(JSON.stringify(answer.body)).not.toContain("hash");
    expect(roundTrips(answer)).toBe(1);
    const { id } = answer.body.user;
    for (const table of ["user_statistics", "user_settings"] as const) {
      expect(
        await site.db.selectFrom(table).select("id").where("user_id", "=", id).execute(),
      ).toHaveLength(1);
    }
  });

  it("uses the username as the display name when none is sent", async () => {
    const { user } = await register(site, { username: "plain_name" });
    expect(user.display_name).toBe("plain_name");
  });

  it("refuses a taken name or address in any case, and says which", async () => {
    await register(site, { username: "Grace", email: "grace@example.com" });
    const name = await refused(site, "/auth/register", {
      json: { username: "GRACE", email: "other@example.com", password: PASSWORD },
    });
    expect(name).toMatchObject({
      status: 409,
      body: { code: "username_taken", errors: [{ path: "username" }] },
    });
    const address = await refused(site, "/auth/register", {
      json: { username: "other", email: "GRACE@example.com", password: PASSWORD },
    });
    expect(address).toMatchObject({
      status: 409,
      body: { code: "email_taken", errors: [{ path: "email" }] },
    });
  });

  it("names both fields when the name and the address are taken", async () => {
    await register(site, { username: "Hedy", email: "hedy@example.com" });
    const both = await refused(site, "/auth/register", {
      json: { username: "hedy", email: "Hedy@example.com", password: PASSWORD },
    });
    expect(both).toMatchObject({
      status: 409,
      body: { code: "username_taken", errors: [{ path: "username" }, { path: "email" }] },
    });
    expect(roundTrips(both)).toBe(1);
  });

  it("makes one account of ten registrations at once", async () => {
    const json = { username: "once", email: "once@example.com", password: PASSWORD };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refused(site, "/auth/register", { json })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(9).fill(409)]);
    for (const { status, body } of answers) {
      const fields = body.errors?.map((error) => error.path);
      expect(fields).toEqual(status === 201 ? undefined : ["username", "email"]);
    }
  });

  it.each([
    ["username", { username: "ab" }],
    ["username", { username: "a".repeat(51) }],
    ["username", { username: "with space" }],
    ["username", { username: 7 }],
    ["email", { email: "nobody" }],
    ["email", { email: `${"a".repeat(250)}@example.com` }],
    ["password", { password: "short" }],
    ["password", { password: "é".repeat(37) }],
    ["password", { password: "Password123" }],
    ["display_name", { display_name: " " }],
    ["display_name", { display_name: "a\u0000b" }],
    ["display_name", { display_name: "\u202egnirts" }],
    ["display_name", { display_name: "half \ud83e" }],
    ["role", { role: "ADMIN" }],
  ])("refuses a wrong %s and names it (%j)", async (path, wrong) => {
    const json = { username: "fine_name", email: "fine@example.com", password: PASSWORD, ...wrong };
    const answer = await refused(site, "/auth/register", { json });
    expect(answer.status).toBe(422);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
    expect(
      await site.db.selectFrom("users").select("id").where("username", "=", "fine_name").execute(),
    ).toEqual([]);
  });

  it("takes a password of exactly 72 bytes, and checks every byte of it", async () => {
    const password = `${"é".repeat(35)}ab`;
    const json = { username: "long_password", email: "long@example.com", password };
    expect((await call(site, "/auth/register", { json })).status).toBe(201);
    expect(
      (await call(site, "/auth/login", { json: { email: json.email, password } })).status,
    ).toBe(200);
    const nearly = `${"é".repeat(35)}ac`;
    expect(
      (await call(site, "/auth/login", { json: { email: json.email, password: nearly } })).status,
    ).toBe(401);
  });
});

describe("signing in", () => {
  it("gives a new pair of tokens, in two round trips", async () => {
    const { user } = await register(site);
    const answer = await call<SignedIn>(site, "/auth/login", {
      json: { email: user.email.toUpperCase(), password: PASSWORD },
    });
    expect(answer).toMatchObject({ status: 200, body: { user: { id: user.id } } });
    expect(Date.parse(answer.body.user.last_login_at ?? "")).toBeGreaterThanOrEqual(
      Date.parse(user.last_login_at ?? ""),
    );
    expect(roundTrips(answer)).toBe(2);
  });

  it("answers the same for unknown addresses, wrong passwords, and deleted or inactive accounts", async () => {
    const [wrong, off, gone] = [await register(site), await register(site), await register(site)];
    await site.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", off.user.id)
      .execute();
    await site.db
      .updateTable("users")
      .set({ deleted_at: new Date() })
      .where("id", "=", gone.user.id)
      .execute();
    const answers = await Promise.all([
      refused(site, "/auth/login", { json: { email: "nobody@example.com", password: PASSWORD } }),
      refused(site, "/auth/login", {
        json: { email: wrong.user.email, password: "not the password" },
      }),
      refused(site, "/auth/login", { json: { email: off.user.email, password: PASSWORD } }),
      refused(site, "/auth/login", { json: { email: gone.user.email, password: PASSWORD } }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(answers[0]?.body);
    }
    expect(answers[0]?.body.code).toBe("invalid_credentials");
  });

  it("survives a NUL in the address", async () => {
    const answer = await refused(site, "/auth/login", {
      json: { email: "a\u0000@example.com", password: PASSWORD },
    });
    expect([401, 422]).toContain(answer.status);
  });
});

describe("refreshing", () => {
  it("spends the token and gives the next, in one round trip", async () => {
    const { refresh_token } = await register(site);
    const answer = await refreshWith(refresh_token);
    expect(answer.status).toBe(200);
    expect(answer.body.refresh_token).not.toBe(refresh_token);
    expect(roundTrips(answer)).toBe(1);
    expect((await call(site, "/user/profile", { token: answer.body.access_token })).status).toBe(
      200,
    );
  });

  it("lets parallel requests with one token all succeed", async () => {
    const { refresh_token } = await register(site);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshWith(refresh_token)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    const last = answers.at(-1)?.body.refresh_token ?? "";
    expect((await refreshWith(last)).status).toBe(200);
  });

  it("revokes the family when a spent token comes back later", async () => {
    const { user, refresh_token } = await register(site);
    const { body: next } = await refreshWith(refresh_token);
    await site.db
      .updateTable("refresh_tokens")
      .set({ spent_at: sql`now() - interval '1 minute'` })
      .where("user_id", "=", user.id)
      .where("spent_at", "is not", null)
      .execute();
    expect(await refreshWith(refresh_token)).toMatchObject({
      status: 401,
      body: { code: "token_reused" },
    });
    expect(await refreshWith(next.refresh_token)).toMatchObject({
      status: 401,
      body: { code: "invalid_token" },
    });
  });

  it("refuses tokens that are unknown, expired, or of accounts that may not act", async () => {
    expect(await refreshWith("made up")).toMatchObject({
      status: 401,
      body: { code: "invalid_token" },
    });
    const old = await register(site);
    await site.db
      .updateTable("refresh_tokens")
      .set({ expires_at: sql`now()` })
      .where("user_id", "=", old.user.id)
      .execute();
    expect((await refreshWith(old.refresh_token)).status).toBe(401);
    const off = await register(site);
    await site.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", off.user.id)
      .execute();
    expect((await refreshWith(off.refresh_token)).status).toBe(401);
  });
});

describe("signing out", () => {
  it("ends the device's sign-in, and succeeds for an unknown token too", async () => {
    const { user, refresh_token } = await register(site);
    const other = await call<SignedIn>(site, "/auth/login", {
      json: { email: user.email, password: PASSWORD },
    });
    for (const token of [refresh_token, refresh_token, "made up"]) {
      expect((await call(site, "/auth/logout", { json: { refresh_token: token } })).status).toBe(
        204,
      );
    }
    expect((await refreshWith(refresh_token)).status).toBe(401);
    expect((await refreshWith(other.body.refresh_token)).status).toBe(200);
  });
});

describe("the profile and statistics", () => {
  it("are the caller's own, without the password hash", async () => {
    const { user, access_token } = await register(site);
    const profile = await call(site, "/user/profile", { token: access_token });
    expect(profile).toMatchObject({ status: 200, body: user });
    expect(roundTrips(profile)).toBe(1);
    const stats = await call(site, "/user/stats", { token: access_token });
    expect(stats).toMatchObject({
      status: 200,
      body: { user_id: user.id, total_games: 0, best_wpm: 0, favorite_language: null },
    });
    expect(roundTrips(stats)).toBe(1);
  });

  it("are refused without a token, with a forged one, and to accounts that were switched off", async () => {
    const { user, access_token } = await register(site);
    const [header, payload] = access_token.split(".");
    const none = btoa(JSON.stringify({ alg: "none", typ: "at+jwt" })).replaceAll("=", "");
    for (const path of ["/user/profile", "/user/stats", "/game/history"]) {
      expect(await refused(site, path)).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      });
      for (const token of ["nonsense", `${header}.${payload}.AAAA`, `${none}.${payload}.`]) {
        expect(await refused(site, path, { token })).toMatchObject({
          status: 401,
          body: { code: "invalid_token" },
        });
      }
    }
    await site.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", user.id)
      .execute();
    for (const path of ["/user/profile", "/user/stats", "/game/history"]) {
      expect(await refused(site, path, { token: access_token })).toMatchObject({ status: 401 });
    }
  });
});

describe("an expired access cookie that cannot be renewed", () => {
  it("because of a server error keeps both cookies, and the error is logged", async () => {
    const { refresh_token } = await register(site);
    const headers = { Cookie: `__Host-access=expired; __Host-refresh=${refresh_token}` };
    const owner = connect(site.ownerUrl);
    onTestFinished(() => owner.close());
    await sql`ALTER TABLE refresh_tokens RENAME TO moved_away`.execute(owner.db);
    const answer = await call(site, "/health", { headers });
    await sql`ALTER TABLE moved_away RENAME TO refresh_tokens`.execute(owner.db);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const requestId = `${answer.headers.get("X-Request-Id")}`;
    const logged = () =>
      site
        .logs()
        .map(({ message }) => message)
        .find((line) => line.includes('"event":"error"') && line.includes(requestId));
    await expect.poll(logged).toContain('"code":"42P01"');
    expect((await call(site, "/health", { headers })).headers.getSetCookie()).toHaveLength(2);
  });
});
