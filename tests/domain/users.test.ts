/** What administrators do to accounts, who may do it, and the list of accounts. */
import { describe, expect, it } from "vitest";
import { publicProfile } from "../../app/.server/accounts/profile/service.ts";
import { auditLog } from "../../app/.server/admin/audit/service.ts";
import { changeUser, managedUsers, revokeSessions } from "../../app/.server/admin/users/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { leaderboard } from "../../app/.server/leaderboards/service.ts";
import { managedUsersQuerySchema } from "../../app/contracts/admin-users.ts";
import { auditQuerySchema } from "../../app/contracts/audit.ts";
import { boardQuerySchema } from "../../app/contracts/leaderboard.ts";
import { changeAccount, demoteOtherAdmins, roleOf } from "../support/account-changes.ts";
import {
  asActor,
  auditEntriesOf,
  createAdmin,
  createModerator,
  emptyBoardCache,
} from "../support/admins.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { addDevice, createPlayer, startRequest } from "../support/players.ts";
import { storeResult } from "../support/stored-results.ts";

const database = withDatabase(20);

const listAccounts = (
  actor: Parameters<typeof managedUsers>[1],
  query: Record<string, unknown> = {},
) => managedUsers(database.db, actor, managedUsersQuerySchema.parse(query));

describe("an administrator", () => {
  it("changes a role, and the audit log records the old and the new one", async () => {
    const [admin, player] = [await createAdmin(database.db), await createPlayer(database.db)];
    const user = await changeAccount(database.db, admin, player.id, { role: "MODERATOR" });
    expect(user).toMatchObject({ id: player.id, role: "MODERATOR", is_active: true });
    expect(await roleOf(database.db, player.id)).toEqual({ role: "MODERATOR", is_active: true });
    expect(await auditEntriesOf(database.db, player.id)).toEqual([
      {
        action: "user.role_changed",
        actor_id: admin.id,
        details: { before: "PLAYER", after: "MODERATOR" },
      },
    ]);
  });

  it("writes two audit entries when one change sets the role and deactivates the account", async () => {
    const [admin, other] = [await createAdmin(database.db), await createModerator(database.db)];
    await changeAccount(database.db, admin, other.id, { role: "PLAYER", is_active: false });
    const entries = await auditEntriesOf(database.db, other.id);
    expect(entries.map(({ action }) => action).sort()).toEqual([
      "user.deactivated",
      "user.role_changed",
    ]);
  });

  it("changes and records nothing when the request equals the current values", async () => {
    const [admin, player] = [await createAdmin(database.db), await createPlayer(database.db)];
    await changeAccount(database.db, admin, player.id, { role: "PLAYER", is_active: true });
    expect(await auditEntriesOf(database.db, player.id)).toEqual([]);
  });

  it("finds no account that is deleted, never existed, or has an invalid id", async () => {
    const [admin, deleted] = [await createAdmin(database.db), await createPlayer(database.db)];
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date(), is_active: false })
      .where("id", "=", deleted.id)
      .execute();
    for (const id of [deleted.id, crypto.randomUUID(), "1", "' OR true --"]) {
      await expect(
        changeAccount(database.db, admin, id, { is_active: true }),
      ).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(revokeSessions(database.db, admin, id)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(await roleOf(database.db, deleted.id)).toMatchObject({ is_active: false });
  });
});

describe("a caller without the role of an administrator", () => {
  it.each([
    "a moderator",
    "a player",
    "a demoted administrator",
    "a deactivated administrator",
    "a signed-out administrator",
  ])("is refused: %s", async (kind) => {
    const { db } = database;
    const [admin, player] = [await createAdmin(db), await createPlayer(db)];
    const make = { "a moderator": createModerator, "a player": createPlayer }[kind] ?? createAdmin;
    const caller = asActor(await make(db));
    if (kind === "a demoted administrator")
      await changeAccount(db, admin, caller.id, { role: "PLAYER" });
    if (kind === "a deactivated administrator")
      await changeAccount(db, admin, caller.id, { is_active: false });
    if (kind === "a signed-out administrator") await revokeSessions(db, admin, caller.id);
    const code = /deactivated|signed-out/.test(kind) ? "unauthenticated" : "forbidden";
    const calls = [
      () => changeAccount(db, caller, player.id, { role: "ADMIN" }),
      () => changeAccount(db, caller, caller.id, { role: "ADMIN", is_active: true }),
      () => changeAccount(db, caller, crypto.randomUUID(), { role: "ADMIN" }),
      () => revokeSessions(db, caller, player.id),
      () => listAccounts(caller),
      () => auditLog(db, caller, auditQuerySchema.parse({})),
    ];
    for (const attempt of calls) await expect(attempt()).rejects.toMatchObject({ code });
    expect(await roleOf(db, player.id)).toEqual({ role: "PLAYER", is_active: true });
    expect(await auditEntriesOf(db, player.id)).toEqual([]);
  });

  it("is refused when demoted while the change waits for a lock", async () => {
    const { db } = database;
    const [first, second, player] = [
      await createAdmin(db),
      await createAdmin(db),
      await createPlayer(db),
    ];
    let attempt: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (trx) => {
      await changeAccount(trx, first, second.id, { role: "PLAYER" });
      attempt = changeAccount(database.db, second, player.id, { role: "ADMIN" });
      attempt.catch(() => {});
      await waitForBlockedStatement(db);
    });
    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    expect(await roleOf(database.db, player.id)).toMatchObject({ role: "PLAYER" });
  });
});

describe("a deactivated account", () => {
  const board = () => leaderboard(database.db, boardQuerySchema.parse({}), new Date());
  const names = async () => (await board()).items.map(({ user }) => user.username);

  it("is signed out, its game is closed, and it disappears from pages and boards until it is activated again", async () => {
    const { db } = database;
    const [admin, player] = [await createAdmin(db), await createPlayer(db)];
    await addDevice(db, player.id);
    await storeResult(db, player, { score: 9_000_000 });
    await startGame(db, player, startRequest(), 1, new Date());
    const user = await db
      .selectFrom("users")
      .select("username")
      .where("id", "=", player.id)
      .executeTakeFirstOrThrow();
    expect((await names())[0]).toBe(user.username);

    const cache = emptyBoardCache();
    await changeUser(db, admin, player.id, { is_active: false }, cache.boards);
    expect(await names()).not.toContain(user.username);
    expect(cache.dropped.length).toBe(24);
    await expect(publicProfile(db, user.username, new Date())).rejects.toMatchObject({
      code: "not_found",
    });
    const open = await db
      .selectFrom("sign_ins")
      .select("id")
      .where("user_id", "=", player.id)
      .where("revoked_at", "is", null)
      .execute();
    const playing = await db
      .selectFrom("game_sessions")
      .select("id")
      .where("user_id", "=", player.id)
      .where("ended_at", "is", null)
      .execute();
    expect([open, playing]).toEqual([[], []]);

    const again = emptyBoardCache();
    await changeUser(db, admin, player.id, { is_active: true }, again.boards);
    expect((await names())[0]).toBe(user.username);
    expect(again.dropped.length).toBe(24);
    expect(await publicProfile(db, user.username, new Date())).toMatchObject(user);
    // The devices stay signed out.
    await expect(startGame(db, player, startRequest(), 1, new Date())).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const entries = await auditEntriesOf(db, player.id);
    expect(entries.map(({ action }) => action)).toEqual(["user.deactivated", "user.reactivated"]);
  });

  it("appears on no board, even if results of it are stored at the same time", async () => {
    const { db } = database;
    const admin = await createAdmin(db);
    for (let round = 0; round < 10; round += 1) {
      const player = await createPlayer(db);
      await Promise.allSettled([
        storeResult(db, player, { score: 5_000_000 }),
        changeAccount(db, admin, player.id, { is_active: false }),
        storeResult(db, player, { score: 6_000_000 }),
      ]);
      const rows = await db
        .selectFrom("leaderboards")
        .select("score")
        .where("user_id", "=", player.id)
        .execute();
      expect(rows).toEqual([]);
    }
  });
});

describe("the list of accounts", () => {
  it("finds any part of a name or an address, in upper or lower case, and treats wildcards as ordinary characters", async () => {
    const { db } = database;
    const admin = await createAdmin(db);
    const { id } = await createPlayer(db, { username: "Needle_In_Hay" });
    await db
      .updateTable("users")
      .set({ email: "sewing.kit+100%@wool.example", display_name: "Ärger & Zwirn" })
      .where("id", "=", id)
      .execute();
    for (const q of [
      "eedle_i",
      "NEEDLE",
      "sewing.kit+100%",
      "wool.ex",
      "Ärger",
      "ZWIRN",
      "ne",
      "z",
    ]) {
      const { items } = await listAccounts(admin, { q });
      expect([q, items.map((item) => item.id)]).toEqual([q, [id]]);
    }
    for (const q of ["needle%hay", "needle-in", "n_edle", "%%%", "\\", "wool_ex", "'", "no such"]) {
      expect([q, (await listAccounts(admin, { q })).items]).toEqual([q, []]);
    }
  });

  it("contains every account once, page by page, also accounts that were created in the same microsecond", async () => {
    const { db } = database;
    const admin = await createAdmin(db);
    const moment = "2020-02-02T02:02:02.123456Z";
    const crowd = Array.from({ length: 25 }, (_, n) => ({
      username: `twin_${n}`,
      email: `twin_${n}@example.com`,
      display_name: "Twin",
      password_hash: "-",
      created_at: n < 20 ? moment : `2020-02-02T02:02:02.12345${n - 20}Z`,
    }));
    await db.insertInto("users").values(crowd).execute();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAccounts>> = await listAccounts(admin, {
        q: "twin_",
        limit: 7,
        ...(cursor && { cursor }),
      });
      seen.push(...page.items.map(({ username }) => username));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen.length).toBe(25);
    expect(new Set(seen).size).toBe(25);
    expect(seen.slice(20)).toEqual(["twin_24", "twin_23", "twin_22", "twin_21", "twin_20"]);
  });

  it("filters by role and by state", async () => {
    const { db } = database;
    const admin = await createAdmin(db);
    await demoteOtherAdmins(db, admin);
    expect((await listAccounts(admin, { role: "ADMIN", state: "active" })).items).toMatchObject([
      { id: admin.id },
    ]);
    const [deactivated, deleted] = [await createPlayer(db), await createPlayer(db)];
    await changeAccount(db, admin, deactivated.id, { is_active: false });
    await db
      .updateTable("users")
      .set({ deleted_at: new Date(), is_active: false })
      .where("id", "=", deleted.id)
      .execute();
    expect((await listAccounts(admin, { state: "off", limit: 1 })).items).toMatchObject([
      { id: deactivated.id },
    ]);
    expect((await listAccounts(admin, { state: "deleted", limit: 1 })).items).toMatchObject([
      { id: deleted.id },
    ]);
  });

  it("rejects a forged cursor", async () => {
    const admin = await createAdmin(database.db);
    for (const cursor of [
      "x",
      "WyIyMDI2Il0",
      btoa(JSON.stringify(["0000-01-01T00:00:00Z", admin.id])),
    ]) {
      await expect(listAccounts(admin, { cursor })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
  });
});
