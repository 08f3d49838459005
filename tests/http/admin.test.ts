import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { ManagedUser } from "../../app/contracts/admin-users.ts";
import type { AuditEntry } from "../../app/contracts/audit.ts";
import type { ModeratedResult } from "../../app/contracts/moderation.ts";
import { call, PASSWORD, refused, register, roundTrips } from "../support/api.ts";
import { visit } from "../support/personas.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storeRun } from "../support/stored.ts";

const site = withSite();

interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

const put = <Body>(path: string, token: string | undefined, json: unknown) =>
  call<Body>(site, path, { method: "PUT", token: token ?? "", json });

let admin = "";
let moderator = "";
beforeAll(async () => {
  admin = (await visit(site, "admin")).token ?? "";
  moderator = (await visit(site, "moderator")).token ?? "";
});

describe("a role", () => {
  it("acts at once, whatever the token says that was given out before", async () => {
    const { user, access_token: token } = await register(site);
    const asks = async () => (await call(site, "/admin/results", { token })).status;
    expect(await asks()).toBe(403);
    const made = await put<ManagedUser>(`/admin/users/${user.id}`, admin, { role: "MODERATOR" });
    expect([made.status, made.body.role]).toEqual([200, "MODERATOR"]);
    expect(await asks()).toBe(200);
    expect((await call(site, "/admin/users", { token })).status).toBe(403);
    await put(`/admin/users/${user.id}`, admin, { role: "PLAYER" });
    expect(await asks()).toBe(403);
  });

  it("is asked for before anything that is sent is read", async () => {
    const { access_token: token } = await register(site);
    const target = `/admin/users/${crypto.randomUUID()}`;
    for (const json of [{}, { role: "KING" }, "{", "[]"]) {
      const answer = await refused(site, target, { method: "PUT", token, json });
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
      expect(roundTrips(answer)).toBe(1);
    }
    const nobody = await refused(site, target, { method: "PUT", json: {} });
    expect([nobody.status, nobody.body.code]).toEqual([401, "unauthenticated"]);
  });
});

describe("an account that is switched off", () => {
  it("is refused everywhere from the next request on, and comes back with a new sign-in", async () => {
    const account = await register(site);
    const { user, access_token: token, refresh_token } = account;
    const off = await put<ManagedUser>(`/admin/users/${user.id}`, admin, { is_active: false });
    expect([off.status, off.body.is_active, roundTrips(off)]).toEqual([200, false, 1]);

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

  it("leaves the cached board at once, and is on it again at once", async () => {
    const { user, access_token } = await register(site);
    await storeRun(site.db, callerOf({ access_token }), { score: 8_000_000, language: "REACT" });
    const first = async () => {
      const path = "/leaderboard?language=REACT";
      const { body } = await call<Page<{ user: { username: string } }>>(site, path);
      return body.items[0]?.user.username;
    };
    expect(await first()).toBe(user.username);
    await put(`/admin/users/${user.id}`, admin, { is_active: false });
    expect(await first()).not.toBe(user.username);
    await put(`/admin/users/${user.id}`, admin, { is_active: true });
    expect(await first()).toBe(user.username);
  });
});

describe("signing somebody out", () => {
  it("ends every device of theirs, and says so in the log", async () => {
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

describe("a flagged run", () => {
  it("is found by a moderator, judged with a reason, and on the cached board at once", async () => {
    const { user, access_token } = await register(site);
    const run = await storeRun(site.db, callerOf({ access_token }), {
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
    [{ status: "FLAGGED", reason: "x" }, "status"],
    [{ status: "verified", reason: "x" }, "status"],
    [{ status: "VOIDED" }, "reason"],
    [{ status: "VOIDED", reason: "  " }, "reason"],
    [{ status: "VOIDED", reason: "x\u0000" }, "reason"],
    [{ status: "VOIDED", reason: "x".repeat(501) }, "reason"],
    [{ status: "VOIDED", reason: "x", note: "y" }, "note"],
  ])("is not judged by %j", async (json, path) => {
    const answer = await refused(site, `/admin/results/${crypto.randomUUID()}`, {
      method: "PUT",
      token: moderator,
      json,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
  });
});

describe("what administrators ask for", () => {
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
  ])("is refused with the field that is wrong: %s", async (path) => {
    const answer = await refused(site, path, { token: admin });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.[0]?.path).toMatch(/^(q|role|cursor|limit|status|action|actor)$/);
  });

  it.each([
    "/admin/users",
    "/admin/users?q=user_&role=PLAYER&state=active&limit=5",
    "/admin/results",
    "/admin/audit",
    "/admin/audit?action=user.role_changed&actor=nobody",
  ])("takes one round trip: %s", async (path) => {
    const answer = await call(site, path, { token: admin });
    expect([answer.status, roundTrips(answer)]).toEqual([200, 1]);
  });

  it("comes in pages of a log that says who did what, to whom", async () => {
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

describe("no answer to an administrator", () => {
  /** Everything that would let somebody in. */
  async function secrets() {
    const { rows } = await sql<{ secret: string }>`
      SELECT password_hash AS secret FROM users
      UNION SELECT token_hash FROM refresh_tokens
      UNION SELECT session_token::text FROM game_sessions
      UNION SELECT subject FROM sign_in_failures`.execute(site.db);
    return rows.map(({ secret }) => secret);
  }

  it("has a password hash or a token in it", async () => {
    const account = await register(site);
    const { id, email } = account.user;
    await call(site, "/auth/login", { json: { email, password: "wrong" } });
    const run = await storeRun(site.db, callerOf(account), { status: "FLAGGED" });
    const texts: string[] = [];
    const ask = async (method: string, path: string, json?: unknown) => {
      const answer = await call(site, path, { method, token: admin, ...(json ? { json } : {}) });
      expect(answer.status).toBeLessThan(300);
      texts.push(JSON.stringify(answer.body ?? ""));
    };
    await ask("GET", "/admin/users?limit=100");
    await ask("PUT", `/admin/users/${id}`, { role: "MODERATOR", is_active: false });
    await ask("PUT", `/admin/users/${id}`, { is_active: true });
    await ask("DELETE", `/admin/users/${id}/sessions`);
    await ask("GET", "/admin/results?limit=100");
    await ask("PUT", `/admin/results/${run.id}`, { status: "VOIDED", reason: "To see the answer" });
    await ask("GET", "/admin/audit?limit=100");
    const answers = texts.join("\n");
    expect(answers).toContain(email);
    expect(answers).not.toMatch(/password|token|hash/i);
    const held = await secrets();
    expect(held.length).toBeGreaterThan(5);
    for (const secret of [...held, account.access_token, account.refresh_token]) {
      expect(answers).not.toContain(secret);
    }
  });
});
