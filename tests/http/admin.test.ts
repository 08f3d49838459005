import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { ManagedUser } from "../../app/contracts/admin-users.ts";
import type { AuditEntry } from "../../app/contracts/audit.ts";
import type { Page } from "../../app/contracts/list.ts";
import type { ModeratedResult } from "../../app/contracts/moderation.ts";
import { call, callForProblem, PASSWORD, register, roundTrips } from "../support/api.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

const put = <Body>(path: string, token: string | undefined, json: unknown) =>
  call<Body>(site, path, { method: "PUT", token: token ?? "", json });

let admin = "";
let moderator = "";
beforeAll(async () => {
  admin = (await createVisitor(site, "admin")).token ?? "";
  moderator = (await createVisitor(site, "moderator")).token ?? "";
});

describe("the role of a caller", () => {
  it("takes effect at once, even for an access token that was issued before it changed", async () => {
    const { user, access_token: token } = await register(site);
    const statusForCaller = async () => (await call(site, "/admin/results", { token })).status;
    expect(await statusForCaller()).toBe(403);
    const promoted = await put<ManagedUser>(`/admin/users/${user.id}`, admin, {
      role: "MODERATOR",
    });
    expect([promoted.status, promoted.body.role]).toEqual([200, "MODERATOR"]);
    expect(await statusForCaller()).toBe(200);
    expect((await call(site, "/admin/users", { token })).status).toBe(403);
    await put(`/admin/users/${user.id}`, admin, { role: "PLAYER" });
    expect(await statusForCaller()).toBe(403);
  });

  it("is checked before the body is parsed, in one round trip", async () => {
    const { access_token: token } = await register(site);
    const target = `/admin/users/${crypto.randomUUID()}`;
    for (const json of [{}, { role: "KING" }, "{", "[]"]) {
      const answer = await callForProblem(site, target, { method: "PUT", token, json });
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
      expect(roundTrips(answer)).toBe(1);
    }
    const anonymous = await callForProblem(site, target, { method: "PUT", json: {} });
    expect([anonymous.status, anonymous.body.code]).toEqual([401, "unauthenticated"]);
  });
});

describe("a deactivated account", () => {
  it("is refused from the next request on, and needs a new sign-in after it is reactivated", async () => {
    const account = await register(site);
    const { user, access_token: token, refresh_token } = account;
    const deactivated = await put<ManagedUser>(`/admin/users/${user.id}`, admin, {
      is_active: false,
    });
    expect([deactivated.status, deactivated.body.is_active, roundTrips(deactivated)]).toEqual([
      200,
      false,
      1,
    ]);

    const login = () =>
      call(site, "/auth/login", { json: { email: user.email, password: PASSWORD } });
    expect((await call(site, "/user/profile", { token })).status).toBe(401);
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
    expect((await login()).status).toBe(401);
    expect((await call(site, `/users/${user.username}`)).status).toBe(404);

    await put(`/admin/users/${user.id}`, admin, { is_active: true });
    expect((await login()).status).toBe(200);
    expect((await call(site, `/users/${user.username}`)).status).toBe(200);
    expect((await call(site, "/user/profile", { token })).status).toBe(401);
  });

  it("leaves the cached board at once, and is back on it at once after it is reactivated", async () => {
    const { user, access_token } = await register(site);
    await storeResult(site.db, callerOf({ access_token }), { score: 8_000_000, language: "REACT" });
    const firstPlayer = async () => {
      const path = "/leaderboard?language=REACT";
      const { body } = await call<Page<{ user: { username: string } }>>(site, path);
      return body.items[0]?.user.username;
    };
    expect(await firstPlayer()).toBe(user.username);
    await put(`/admin/users/${user.id}`, admin, { is_active: false });
    expect(await firstPlayer()).not.toBe(user.username);
    await put(`/admin/users/${user.id}`, admin, { is_active: true });
    expect(await firstPlayer()).toBe(user.username);
  });
});

describe("DELETE /api/admin/users/:id/sessions", () => {
  it("signs out every device of the account, and writes that to the audit log", async () => {
    const { user, access_token: token, refresh_token } = await register(site);
    const answer = await call(site, `/admin/users/${user.id}/sessions`, {
      method: "DELETE",
      token: admin,
    });
    expect([answer.status, roundTrips(answer)]).toEqual([204, 1]);
    expect((await call(site, "/user/profile", { token })).status).toBe(401);
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
    const { body } = await call<Page<AuditEntry>>(site, `/admin/audit?target=${user.username}`, {
      token: admin,
    });
    expect(body.items).toMatchObject([
      {
        action: "user.sessions_revoked",
        target: { kind: "user", id: user.id, name: user.username },
        details: { sign_ins: 1 },
        request_id: answer.headers.get("X-Request-Id"),
      },
    ]);
  });
});

describe("PUT /api/admin/results/:id", () => {
  it("gives a flagged run of the moderators' list a status, which changes the cached board at once", async () => {
    const { user, access_token } = await register(site);
    const run = await storeResult(site.db, callerOf({ access_token }), {
      score: 7_000_000,
      status: "FLAGGED",
      language: "TYPESCRIPT",
    });
    const board = async () => {
      const path = "/leaderboard?language=TYPESCRIPT";
      const { body } = await call<Page<{ result_id: string }>>(site, path);
      return body.items.map(({ result_id }) => result_id);
    };
    expect(await board()).not.toContain(run.id);
    const { body } = await call<Page<ModeratedResult>>(site, "/admin/results?status=flagged", {
      token: moderator,
    });
    expect(body.items.find(({ id }) => id === run.id)).toMatchObject({
      status: "FLAGGED",
      flags: [],
      user: { username: user.username },
    });

    const path = `/admin/results/${run.id}`;
    const verified = await put<ModeratedResult>(path, moderator, {
      status: "VERIFIED",
      reason: "Seen on a stage",
    });
    expect([verified.status, verified.body.status, roundTrips(verified)]).toEqual([
      200,
      "VERIFIED",
      1,
    ]);
    expect((await board())[0]).toBe(run.id);
    await put(path, moderator, { status: "VOIDED", reason: "It was a machine" });
    expect(await board()).not.toContain(run.id);
    const stats = await call(site, "/user/stats", { token: access_token });
    expect(stats.body.total_games).toBe(0);
    await put(path, moderator, { status: "VERIFIED", reason: "It was not" });
    expect((await board())[0]).toBe(run.id);
  });

  it.each([
    ["the status FLAGGED", "status", { status: "FLAGGED", reason: "x" }],
    ["a status in small letters", "status", { status: "verified", reason: "x" }],
    ["no reason", "reason", { status: "VOIDED" }],
    ["a blank reason", "reason", { status: "VOIDED", reason: "  " }],
    ["a NUL in the reason", "reason", { status: "VOIDED", reason: "x\u0000" }],
    ["a reason of 501 characters", "reason", { status: "VOIDED", reason: "x".repeat(501) }],
    ["an unknown field", "note", { status: "VOIDED", reason: "x", note: "y" }],
  ])("rejects %s with 422 and names the field %s", async (_, path, json) => {
    const answer = await callForProblem(site, `/admin/results/${crypto.randomUUID()}`, {
      method: "PUT",
      token: moderator,
      json,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
  });
});

describe("the lists of the administration", () => {
  it.each([
    "/admin/users?q=%00",
    "/admin/users?role=KING",
    "/admin/users?cursor=x",
    "/admin/users?limit=101",
    "/admin/results?status=lost",
    "/admin/results?cursor=WzFd",
    "/admin/audit?action=user.eaten",
    "/admin/audit?actor=%00",
    "/admin/audit?cursor=x",
  ])("answer %s with 422 and name the field", async (path) => {
    const answer = await callForProblem(site, path, { token: admin });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.[0]?.path).toMatch(/^(q|role|cursor|limit|status|action|actor)$/);
  });

  it.each([
    "/admin/users",
    "/admin/users?q=user_&role=PLAYER&state=active&limit=5",
    "/admin/results",
    "/admin/audit",
    "/admin/audit?action=user.role_changed&actor=nobody",
  ])("take one round trip for %s", async (path) => {
    const answer = await call(site, path, { token: admin });
    expect([answer.status, roundTrips(answer)]).toEqual([200, 1]);
  });

  it("page through the audit log of one account, entry by entry", async () => {
    const { user } = await register(site);
    for (const role of ["MODERATOR", "PLAYER", "MODERATOR"]) {
      await put(`/admin/users/${user.id}`, admin, { role });
    }
    const seen: unknown[] = [];
    let next = "";
    do {
      const path = `/admin/audit?target=${user.id}&limit=1${next}`;
      const { body } = await call<Page<AuditEntry>>(site, path, { token: admin });
      seen.push(...body.items.map(({ details }) => details));
      next = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
    } while (next);
    expect(seen).toEqual([
      { before: "PLAYER", after: "MODERATOR" },
      { before: "MODERATOR", after: "PLAYER" },
      { before: "PLAYER", after: "MODERATOR" },
    ]);
  });
});

describe("the answers to an administrator", () => {
  /** Returns everything in the database that could sign somebody in. */
  async function storedSecrets() {
    const { rows } = await sql<{ secret: string }>`
      SELECT password_hash AS secret FROM users
      UNION SELECT token_hash FROM refresh_tokens
      UNION SELECT session_token::text FROM game_sessions
      UNION SELECT subject FROM sign_in_failures`.execute(site.db);
    return rows.map(({ secret }) => secret);
  }

  it("contain no password hash and no token", async () => {
    const account = await register(site);
    const { id, email } = account.user;
    await call(site, "/auth/login", { json: { email, password: "wrong" } });
    const run = await storeResult(site.db, callerOf(account), { status: "FLAGGED" });
    const texts: string[] = [];
    const collectAnswer = async (method: string, path: string, json?: unknown) => {
      const answer = await call(site, path, { method, token: admin, ...(json ? { json } : {}) });
      expect(answer.status).toBeLessThan(300);
      texts.push(JSON.stringify(answer.body ?? ""));
    };
    await collectAnswer("GET", "/admin/users?limit=100");
    await collectAnswer("PUT", `/admin/users/${id}`, { role: "MODERATOR", is_active: false });
    await collectAnswer("PUT", `/admin/users/${id}`, { is_active: true });
    await collectAnswer("DELETE", `/admin/users/${id}/sessions`);
    await collectAnswer("GET", "/admin/results?limit=100");
    await collectAnswer("PUT", `/admin/results/${run.id}`, {
      status: "VOIDED",
      reason: "To see the answer",
    });
    await collectAnswer("GET", "/admin/audit?limit=100");
    const answers = texts.join("\n");
    expect(answers).toContain(email);
    expect(answers).not.toMatch(/password|token|hash/i);
    const secrets = await storedSecrets();
    expect(secrets.length).toBeGreaterThan(5);
    for (const secret of [...secrets, account.access_token, account.refresh_token]) {
      expect(answers).not.toContain(secret);
    }
  });
});
