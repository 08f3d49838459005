import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { call, PASSWORD, register } from "../support/api.ts";
import { newVisit } from "../support/forms.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storeRun } from "../support/stored.ts";

const site = withSite();

/** Somebody with a role, in a browser without script. */
async function visitAs(role: "ADMIN" | "MODERATOR" | "PLAYER") {
  const account = await register(site);
  const { user } = account;
  await site.db.updateTable("users").set({ role }).where("id", "=", user.id).execute();
  const visit = newVisit(site);
  await visit.submit("/login", { email: user.email, password: PASSWORD });
  return { ...visit, account, user };
}

const trips = (headers: Headers) => headers.get("Server-Timing");
const ONE = expect.stringContaining('desc="1 query"');

describe("the header", () => {
  it.each([
    ["PLAYER", undefined],
    ["MODERATOR", "/admin/moderation"],
    ["ADMIN", "/admin"],
  ] as const)("leads a %s to %s", async (role, to) => {
    const { open } = await visitAs(role);
    const { text } = await open("/leaderboard");
    const links = [...text.matchAll(/href="(\/admin[^"]*)"/g)].map((match) => match[1]);
    expect(links).toEqual(to ? [to] : []);
  });
});

describe("the frame", () => {
  it("shows moderators the way to moderation alone", async () => {
    const { open } = await visitAs("MODERATOR");
    const { status, text } = await open("/admin/moderation");
    expect(status).toBe(200);
    const nav = /<nav aria-label="Administration".*?<\/nav>/s.exec(text)?.[0] ?? "";
    expect([...nav.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([
      "/admin/moderation",
    ]);
    expect((await open("/admin")).status).toBe(403);
  });
});

describe("the page of an account", () => {
  it("changes the role, signs out, switches off and on, and says so, each in one round trip", async () => {
    const { open, submit } = await visitAs("ADMIN");
    const { user, refresh_token } = await register(site);
    const path = `/admin/users/${user.id}`;
    const now = () =>
      site.db
        .selectFrom("users")
        .select(["role", "is_active"])
        .where("id", "=", user.id)
        .executeTakeFirstOrThrow();
    const send = async (fields: Record<string, string>) => {
      const { status, location, headers } = await submit(path, fields);
      expect([status, location, trips(headers)]).toEqual([303, path, ONE]);
      const page = await open(path);
      expect(page.text).toContain("Done, and written down.");
      expect((await open(path)).text).not.toContain("Done, and written down.");
    };
    await send({ act: "role", role: "MODERATOR" });
    expect(await now()).toEqual({ role: "MODERATOR", is_active: true });
    await send({ act: "sign_out" });
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
    await send({ act: "off" });
    expect(await now()).toMatchObject({ is_active: false });
    await send({ act: "on" });
    expect(await now()).toEqual({ role: "MODERATOR", is_active: true });
  });

  it.each([{ act: "delete" }, { act: "role", role: "KING" }, {}, { act: "off", role: "ADMIN" }])(
    "refuses what no button of it sends: %j",
    async (fields) => {
      const { submit } = await visitAs("ADMIN");
      const { user } = await register(site);
      const { status, text } = await submit(`/admin/users/${user.id}`, fields as never);
      expect([status, text.includes("This form cannot be read.")]).toEqual([422, true]);
    },
  );

  it("says that the last administrator stays", async () => {
    const { submit, user } = await visitAs("ADMIN");
    await site.db
      .updateTable("users")
      .set({ role: "PLAYER" })
      .where("id", "<>", user.id)
      .where("role", "=", "ADMIN")
      .execute();
    const { status, text } = await submit(`/admin/users/${user.id}`, { act: "off" });
    expect(status).toBe(409);
    expect(text).toContain("This is the last administrator");
  });

  it("is not there for an account that is not there", async () => {
    const { open } = await visitAs("ADMIN");
    expect((await open(`/admin/users/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await open("/admin/users/x")).status).toBe(404);
  });
});

describe("the page of a run", () => {
  it("judges it with a reason and goes on with the next, in one round trip", async () => {
    const { open, submit } = await visitAs("MODERATOR");
    const player = callerOf(await register(site));
    const [older, newer] = [
      await storeRun(site.db, player, { status: "FLAGGED", endedAt: new Date("2031-01-01") }),
      await storeRun(site.db, player, { status: "FLAGGED", endedAt: new Date("2031-01-02") }),
    ];
    const path = `/admin/moderation/${newer.id}`;
    const { text } = await open(path);
    expect(text).toContain(`href="/admin/moderation/${older.id}"`);
    expect(text).toContain(`name="next" value="${older.id}"`);
    const fields = { status: "VOIDED", reason: "Never", next: older.id };
    const { status, location, headers } = await submit(path, fields);
    expect([status, location, trips(headers)]).toEqual([303, `/admin/moderation/${older.id}`, ONE]);
    expect((await open(path)).text).toContain("Never");
  });

  it.each([{ status: "VOIDED", reason: " " }, { status: "FLAGGED", reason: "x" }, { reason: "x" }])(
    "refuses %j",
    async (fields) => {
      const { submit } = await visitAs("MODERATOR");
      const run = await storeRun(site.db, callerOf(await register(site)), { status: "FLAGGED" });
      const { status } = await submit(`/admin/moderation/${run.id}`, fields as never);
      expect(status).toBe(422);
    },
  );

  it("lets nobody verify their own", async () => {
    const { open, submit, account } = await visitAs("MODERATOR");
    const run = await storeRun(site.db, callerOf(account), { status: "FLAGGED" });
    const path = `/admin/moderation/${run.id}`;
    expect((await open(path)).text).not.toContain('value="VERIFIED"');
    const { status, text } = await submit(path, { status: "VERIFIED", reason: "It is good" });
    expect([status, text.includes("Somebody else must look")]).toEqual([403, true]);
  });

  it.each(["//evil.example", "https://evil.example", "../../logout", "x"])(
    "leads nowhere else afterwards (%s)",
    async (next) => {
      const { submit } = await visitAs("MODERATOR");
      const run = await storeRun(site.db, callerOf(await register(site)), { status: "FLAGGED" });
      const fields = { status: "VOIDED", reason: "x", next };
      const { location } = await submit(`/admin/moderation/${run.id}`, fields);
      expect(location).toBe("/admin/moderation");
    },
  );
});

describe("no page of the administration", () => {
  it("has a password hash or a token in it", async () => {
    const { open } = await visitAs("ADMIN");
    const account = await register(site);
    const run = await storeRun(site.db, callerOf(account), { status: "FLAGGED" });
    const { rows } = await sql<{ secret: string }>`
      SELECT password_hash AS secret FROM users UNION SELECT token_hash FROM refresh_tokens
      UNION SELECT session_token::text FROM game_sessions`.execute(site.db);
    const secrets = rows.map(({ secret }) => secret);
    expect(secrets.length).toBeGreaterThan(2);
    for (const path of [
      "/admin",
      "/admin/users",
      `/admin/users/${account.user.id}`,
      "/admin/moderation",
      `/admin/moderation/${run.id}`,
      "/admin/audit",
    ]) {
      // The page, and what its script asks for.
      for (const address of [path, `${path === "/admin" ? "/admin" : path}.data`]) {
        const { status, text } = await open(address);
        expect([address, status]).toEqual([address, 200]);
        for (const secret of secrets) expect(text).not.toContain(secret);
        expect(text).not.toContain("password_hash");
        expect(text).not.toContain("session_token");
      }
    }
  });
});

describe("filters", () => {
  it.each([
    ["/admin/users?role=KING", "filter-role-error"],
    ["/admin/audit?action=eat", "filter-action-error"],
    ["/admin/users?q=%00", "filter-q-error"],
  ])("say what is wrong beside the field: %s", async (path, error) => {
    const { open } = await visitAs("ADMIN");
    const { status, text } = await open(path);
    expect(status).toBe(422);
    expect(text).toContain(`id="${error}"`);
  });

  it("say nothing to whoever may not ask", async () => {
    const { open } = await visitAs("PLAYER");
    for (const path of [
      "/admin/users?role=KING",
      "/admin/audit?action=eat",
      "/admin/moderation?status=x",
    ]) {
      expect([path, (await open(path)).status]).toEqual([path, 403]);
    }
  });
});
