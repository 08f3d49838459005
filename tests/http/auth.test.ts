import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect } from "../../app/.server/db/client.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import {
  call,
  callForProblem,
  PASSWORD,
  register,
  registerThroughApi,
  roundTrips,
} from "../support/api.ts";
import { withSite } from "../support/site.ts";
import { updateAccount } from "../support/update-rows.ts";

const site = withSite();

const refreshWith = (refresh_token: string) =>
  call<SignedIn>(site, "/auth/refresh", { json: { refresh_token } });

const signIn = (email: string, password = PASSWORD) =>
  call<SignedIn>(site, "/auth/login", { json: { email, password } });

describe("POST /api/auth/register", () => {
  it("returns the account with its tokens, and creates its statistics and settings", async () => {
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
    const { user } = await registerThroughApi(site);
    expect(user.display_name).toBe(user.username);
  });

  it("rejects a taken username or email address with 409 in any letter case, and names the field", async () => {
    await register(site, { username: "Grace", email: "grace@example.com" });
    const sameUsername = await callForProblem(site, "/auth/register", {
      json: { username: "GRACE", email: "other@example.com", password: PASSWORD },
    });
    expect(sameUsername).toMatchObject({
      status: 409,
      body: { code: "username_taken", errors: [{ path: "username" }] },
    });
    const sameEmail = await callForProblem(site, "/auth/register", {
      json: { username: "other", email: "GRACE@example.com", password: PASSWORD },
    });
    expect(sameEmail).toMatchObject({
      status: 409,
      body: { code: "email_taken", errors: [{ path: "email" }] },
    });
  });

  it("names both fields when the username and the email address are taken", async () => {
    await register(site, { username: "Hedy", email: "hedy@example.com" });
    const both = await callForProblem(site, "/auth/register", {
      json: { username: "hedy", email: "Hedy@example.com", password: PASSWORD },
    });
    expect(both).toMatchObject({
      status: 409,
      body: { code: "username_taken", errors: [{ path: "username" }, { path: "email" }] },
    });
    expect(roundTrips(both)).toBe(1);
  });

  it("creates one account when ten equal registrations arrive at once", async () => {
    const json = { username: "once", email: "once@example.com", password: PASSWORD };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => callForProblem(site, "/auth/register", { json })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(9).fill(409)]);
    for (const { status, body } of answers) {
      const fields = body.errors?.map((error) => error.path);
      expect(fields).toEqual(status === 201 ? undefined : ["username", "email"]);
    }
  });

  it.each([
    ["a username of 2 characters", "username", "ab"],
    ["a username of 51 characters", "username", "a".repeat(51)],
    ["a space in the username", "username", "with space"],
    ["a number as the username", "username", 7],
    ["an email address without @", "email", "nobody"],
    ["an email address of 262 characters", "email", `${"a".repeat(250)}@example.com`],
    ["a short password", "password", "short"],
    ["a password of 74 bytes", "password", "é".repeat(37)],
    ["a common password", "password", "Password123"],
    ["a blank display name", "display_name", " "],
    ["a NUL in the display name", "display_name", "a\u0000b"],
    ["a reversed display name", "display_name", "\u202egnirts"],
    ["half a surrogate pair in the display name", "display_name", "half \ud83e"],
    ["a role", "role", "ADMIN"],
  ])("rejects %s with 422 and names the field %s", async (_, path, value) => {
    const valid = { username: "fine_name", email: "fine@example.com", password: PASSWORD };
    const json = { ...valid, [path]: value };
    const answer = await callForProblem(site, "/auth/register", { json });
    expect(answer.status).toBe(422);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
    expect(
      await site.db.selectFrom("users").select("id").where("username", "=", "fine_name").execute(),
    ).toEqual([]);
  });

  it("accepts a password of 72 bytes, whose every byte counts at the sign-in", async () => {
    const password = `${"é".repeat(35)}ab`;
    const json = { username: "long_password", email: "long@example.com", password };
    expect((await call(site, "/auth/register", { json })).status).toBe(201);
    expect((await signIn(json.email, password)).status).toBe(200);
    const lastByteDiffers = `${"é".repeat(35)}ac`;
    expect((await signIn(json.email, lastByteDiffers)).status).toBe(401);
  });
});

describe("POST /api/auth/login", () => {
  it("returns a new pair of tokens in two round trips, in whatever letters the address is sent", async () => {
    const { user } = await register(site);
    const answer = await signIn(user.email.toUpperCase());
    expect(answer).toMatchObject({ status: 200, body: { user: { id: user.id } } });
    expect(Date.parse(answer.body.user.last_login_at ?? "")).toBeGreaterThanOrEqual(
      Date.parse(user.last_login_at ?? ""),
    );
    expect(roundTrips(answer)).toBe(2);
  });

  it("answers an unknown address, a wrong password, a deleted and an inactive account alike", async () => {
    const { user: active } = await register(site);
    const { user: inactive } = await register(site);
    const { user: deleted } = await register(site);
    await updateAccount(site.db, inactive.id, { is_active: false });
    await updateAccount(site.db, deleted.id, { deleted_at: new Date() });
    const answers = await Promise.all([
      signIn("nobody@example.com"),
      signIn(active.email, "not the password"),
      signIn(inactive.email),
      signIn(deleted.email),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(answers[0]?.body);
    }
    expect(answers[0]?.body).toMatchObject({ code: "invalid_credentials" });
  });

  it("answers a NUL in the address with 401 or 422", async () => {
    const answer = await signIn("a\u0000@example.com");
    expect([401, 422]).toContain(answer.status);
  });
});

describe("POST /api/auth/refresh", () => {
  it("spends the refresh token and returns the next one, in one round trip", async () => {
    const { refresh_token } = await register(site);
    const answer = await refreshWith(refresh_token);
    expect(answer.status).toBe(200);
    expect(answer.body.refresh_token).not.toBe(refresh_token);
    expect(roundTrips(answer)).toBe(1);
    expect((await call(site, "/user/profile", { token: answer.body.access_token })).status).toBe(
      200,
    );
  });

  it("lets twenty parallel requests with one token succeed", async () => {
    const { refresh_token } = await register(site);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshWith(refresh_token)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    const last = answers.at(-1)?.body.refresh_token ?? "";
    expect((await refreshWith(last)).status).toBe(200);
  });

  it("revokes the token family when a spent token is used again a minute later", async () => {
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

  it("rejects an unknown token, an expired one and the token of an inactive account with 401", async () => {
    expect(await refreshWith("made up")).toMatchObject({
      status: 401,
      body: { code: "invalid_token" },
    });
    const expired = await register(site);
    await site.db
      .updateTable("refresh_tokens")
      .set({ expires_at: sql`now()` })
      .where("user_id", "=", expired.user.id)
      .execute();
    expect((await refreshWith(expired.refresh_token)).status).toBe(401);
    const inactive = await register(site);
    await updateAccount(site.db, inactive.user.id, { is_active: false });
    expect((await refreshWith(inactive.refresh_token)).status).toBe(401);
  });
});

describe("POST /api/auth/logout", () => {
  it("ends the sign-in of this device only, and answers 204 for an unknown token too", async () => {
    const { user, refresh_token } = await register(site);
    const otherDevice = await signIn(user.email);
    for (const token of [refresh_token, refresh_token, "made up"]) {
      expect((await call(site, "/auth/logout", { json: { refresh_token: token } })).status).toBe(
        204,
      );
    }
    expect((await refreshWith(refresh_token)).status).toBe(401);
    expect((await refreshWith(otherDevice.body.refresh_token)).status).toBe(200);
  });
});

describe("a call for data of the caller", () => {
  it("is refused with 401 without a token, with a forged one, and for a deactivated account", async () => {
    const { user, access_token } = await register(site);
    const [header, payload] = access_token.split(".");
    const unsignedHeader = btoa(JSON.stringify({ alg: "none", typ: "at+jwt" })).replaceAll("=", "");
    for (const path of ["/user/profile", "/user/stats", "/game/history"]) {
      expect(await callForProblem(site, path)).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      });
      for (const token of [
        "nonsense",
        `${header}.${payload}.AAAA`,
        `${unsignedHeader}.${payload}.`,
      ]) {
        expect(await callForProblem(site, path, { token })).toMatchObject({
          status: 401,
          body: { code: "invalid_token" },
        });
      }
    }
    await updateAccount(site.db, user.id, { is_active: false });
    for (const path of ["/user/profile", "/user/stats", "/game/history"]) {
      expect(await callForProblem(site, path, { token: access_token })).toMatchObject({
        status: 401,
      });
    }
  });
});

describe("an expired access cookie", () => {
  it("is kept when its renewal fails with a logged server error, and is renewed by a later request", async () => {
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
