import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { SignedIn } from "../../app/contracts/account.ts";
import { MAX_IMPORTED } from "../../app/contracts/snippet.ts";
import { call, PASSWORD, register, roundTrips } from "../support/api.ts";
import { newFormClient } from "../support/form-client.ts";
import { createImporter, faultyFiles, importableFiles } from "../support/import-files.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";
import { updateAccount } from "../support/update-rows.ts";

const site = withSite();

/** Stores a flagged result of the account, or of a new account. */
const flaggedResult = async (account?: SignedIn) =>
  storeResult(site.db, callerOf(account ?? (await register(site))), { status: "FLAGGED" });

/** Registers an account, gives it the role, and signs it in with a form client. */
async function visitAs(role: "ADMIN" | "MODERATOR" | "PLAYER") {
  const account = await register(site);
  const { user } = account;
  await updateAccount(site.db, user.id, { role });
  const client = newFormClient(site);
  await client.submit("/login", { email: user.email, password: PASSWORD });
  return { ...client, account, user };
}

const serverTiming = (headers: Headers) => headers.get("Server-Timing");
const ONE_QUERY = expect.stringContaining('desc="1 query"');

describe("the header of a page", () => {
  it.each([
    ["PLAYER", "no page of the administration", []],
    ["MODERATOR", "/admin/moderation", ["/admin/moderation"]],
    ["ADMIN", "/admin", ["/admin"]],
  ] as const)("links a %s to %s", async (role, _, expected) => {
    const { open } = await visitAs(role);
    const { text } = await open("/leaderboard");
    const links = [...text.matchAll(/href="(\/admin[^"]*)"/g)].map((match) => match[1]);
    expect(links).toEqual(expected);
  });
});

describe("the navigation of the administration", () => {
  it("links a moderator to moderation only, and the overview answers 403", async () => {
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

describe("/admin/users/:id", () => {
  it("changes the role, signs out, deactivates and reactivates, each in one round trip and with a notice", async () => {
    const { open, submit } = await visitAs("ADMIN");
    const { user, refresh_token } = await register(site);
    const path = `/admin/users/${user.id}`;
    const storedAccount = () =>
      site.db
        .selectFrom("users")
        .select(["role", "is_active"])
        .where("id", "=", user.id)
        .executeTakeFirstOrThrow();
    const send = async (fields: Record<string, string>) => {
      const { status, location, headers } = await submit(path, fields);
      expect([status, location, serverTiming(headers)]).toEqual([303, path, ONE_QUERY]);
      const page = await open(path);
      expect(page.text).toContain("Done, and written down.");
      expect((await open(path)).text).not.toContain("Done, and written down.");
    };
    await send({ act: "role", role: "MODERATOR" });
    expect(await storedAccount()).toEqual({ role: "MODERATOR", is_active: true });
    await send({ act: "sign_out" });
    expect((await call(site, "/auth/refresh", { json: { refresh_token } })).status).toBe(401);
    await send({ act: "off" });
    expect(await storedAccount()).toMatchObject({ is_active: false });
    await send({ act: "on" });
    expect(await storedAccount()).toEqual({ role: "MODERATOR", is_active: true });
  });

  it.each<[string, Record<string, string>]>([
    ["an unknown act", { act: "delete" }],
    ["an unknown role", { act: "role", role: "KING" }],
    ["no act", {}],
    ["a field of another act", { act: "off", role: "ADMIN" }],
  ])("rejects a form with %s", async (_, fields) => {
    const { submit } = await visitAs("ADMIN");
    const { user } = await register(site);
    const { status, text } = await submit(`/admin/users/${user.id}`, fields);
    expect([status, text.includes("This form cannot be read.")]).toEqual([422, true]);
  });

  it("refuses to deactivate the last administrator with 409", async () => {
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

  it("answers 404 for an unknown or malformed id", async () => {
    const { open } = await visitAs("ADMIN");
    expect((await open(`/admin/users/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await open("/admin/users/x")).status).toBe(404);
  });
});

describe("/admin/moderation/:id", () => {
  it("stores a verdict with its reason and leads to the next run, in one round trip", async () => {
    const { open, submit } = await visitAs("MODERATOR");
    const player = callerOf(await register(site));
    const [older, newer] = [
      await storeResult(site.db, player, { status: "FLAGGED", endedAt: new Date("2031-01-01") }),
      await storeResult(site.db, player, { status: "FLAGGED", endedAt: new Date("2031-01-02") }),
    ];
    const path = `/admin/moderation/${newer.id}`;
    const { text } = await open(path);
    expect(text).toContain(`href="/admin/moderation/${older.id}"`);
    expect(text).toContain(`name="next" value="${older.id}"`);
    const fields = { status: "VOIDED", reason: "Never", next: older.id };
    const { status, location, headers } = await submit(path, fields);
    expect([status, location, serverTiming(headers)]).toEqual([
      303,
      `/admin/moderation/${older.id}`,
      ONE_QUERY,
    ]);
    expect((await open(path)).text).toContain("Never");
  });

  it.each<[string, Record<string, string>]>([
    ["a blank reason", { status: "VOIDED", reason: " " }],
    ["the status FLAGGED", { status: "FLAGGED", reason: "x" }],
    ["no status", { reason: "x" }],
  ])("rejects a verdict with %s", async (_, fields) => {
    const { submit } = await visitAs("MODERATOR");
    const result = await flaggedResult();
    const { status } = await submit(`/admin/moderation/${result.id}`, fields);
    expect(status).toBe(422);
  });

  it("lets no moderator verify a run of their own", async () => {
    const { open, submit, account } = await visitAs("MODERATOR");
    const result = await flaggedResult(account);
    const path = `/admin/moderation/${result.id}`;
    expect((await open(path)).text).not.toContain('value="VERIFIED"');
    const { status, text } = await submit(path, { status: "VERIFIED", reason: "It is good" });
    expect([status, text.includes("Somebody else must look")]).toEqual([403, true]);
  });

  it.each(["//evil.example", "https://evil.example", "../../logout", "x"])(
    "leads to the list of runs when the next run is %s",
    async (next) => {
      const { submit } = await visitAs("MODERATOR");
      const result = await flaggedResult();
      const fields = { status: "VOIDED", reason: "x", next };
      const { location } = await submit(`/admin/moderation/${result.id}`, fields);
      expect(location).toBe("/admin/moderation");
    },
  );
});

describe("the pages of the administration", () => {
  it("contain no password hash and no token", async () => {
    const { open } = await visitAs("ADMIN");
    const account = await register(site);
    const result = await flaggedResult(account);
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
      `/admin/moderation/${result.id}`,
      "/admin/audit",
    ]) {
      // The page, and the data that its script requests.
      for (const address of [path, `${path}.data`]) {
        const { status, text } = await open(address);
        expect([address, status]).toEqual([address, 200]);
        for (const secret of secrets) expect(text).not.toContain(secret);
        expect(text).not.toContain("password_hash");
        expect(text).not.toContain("session_token");
      }
    }
  });
});

describe("the filters of the administration", () => {
  it.each([
    ["/admin/users?role=KING", "filter-role-error"],
    ["/admin/audit?action=eat", "filter-action-error"],
    ["/admin/users?q=%00", "filter-q-error"],
  ])("answer 422 and show the error beside the field: %s", async (path, error) => {
    const { open } = await visitAs("ADMIN");
    const { status, text } = await open(path);
    expect(status).toBe(422);
    expect(text).toContain(`id="${error}"`);
  });

  it("are not checked for a player, who gets 403", async () => {
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

describe("/admin/snippets/import", () => {
  it("reads language and difficulty from the paths of files, and stores nothing until the import", async () => {
    const { send, listSnippets } = await createImporter(site);
    const files = importableFiles("filed");
    const checked = await send("check", files, { difficulty: "EASY" });
    expect([checked.status, roundTrips(checked)]).toEqual([200, 1]);
    expect(await checked.text()).toContain("4 snippets can be stored");
    expect(await listSnippets("filed")).toEqual([]);
    const imported = await send("import", files, { difficulty: "EASY" });
    expect([imported.status, roundTrips(imported)]).toEqual([200, 2]);
    expect(await imported.text()).toContain("4 snippets stored");
    expect(await listSnippets("filed")).toEqual([
      "PYTHON EASY",
      "PYTHON EASY",
      "REACT EASY",
      "TYPESCRIPT EASY",
    ]);
    const repeated = await send("import", files, { difficulty: "EASY" });
    expect(repeated.status).toBe(409);
    expect(await repeated.text()).toContain("4 of 4 snippets cannot be");
  });

  it("says what is wrong with each file, and stores none of them", async () => {
    const { send, listSnippets } = await createImporter(site);
    const response = await send("import", faultyFiles("kept-out"));
    expect(response.status).toBe(422);
    const page = await response.text();
    for (const message of [
      "7 of 8 snippets cannot be",
      "Its folder names no difficulty",
      "Line 1, column 12: “(” is not closed",
      "No .py, .js, .jsx or .ts file",
      "A .py file in the folder of REACT",
      "Not JSON",
      "Not a text",
      "The file is in UTF-16: save it as UTF-8",
    ]) {
      expect(page).toContain(message);
    }
    expect(await listSnippets("kept-out")).toEqual([]);
  });

  it("rejects no files, too many snippets and files that are too large or too deep", async () => {
    const { send } = await createImporter(site);
    expect((await send("import", [])).status).toBe(422);
    const tooMany = JSON.stringify(Array(MAX_IMPORTED + 1).fill(0));
    const refusal = await send("check", [["many.json", tooMany]]);
    expect([refusal.status, await refusal.text()]).toEqual([
      422,
      expect.stringContaining(`More than ${MAX_IMPORTED} snippets`),
    ]);
    const unknown = JSON.stringify(Array(MAX_IMPORTED).fill({}));
    const shortened = await send("check", [[`${"x".repeat(90_000)}.json`, unknown]]);
    const report = await shortened.text();
    expect([shortened.status, report.length < 60_000]).toEqual([422, true]);
    expect(report).toContain("The rest was not looked at");
    const files = Array.from({ length: MAX_IMPORTED + 1 }, (_, index): [string, string] => [
      `few.${index}.py`,
      `few = ${index}`,
    ]);
    expect((await send("check", files, { difficulty: "EASY" })).status).toBe(422);
    expect((await send("check", [["deep.json", "[".repeat(100_000)]])).status).toBe(422);
    expect((await send("check", [["large.py", "x".repeat(600 * 1024)]])).status).toBe(413);
  });
});
