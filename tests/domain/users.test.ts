import { describe, expect, it } from "vitest";
import { publicProfile } from "../../app/.server/accounts/profile/service.ts";
import { deleteAccount } from "../../app/.server/accounts/service.ts";
import { auditLog } from "../../app/.server/admin/audit/service.ts";
import { changeUser, managedUsers, revokeSessions } from "../../app/.server/admin/users/service.ts";
import { hashPassword } from "../../app/.server/auth/passwords.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { leaderboard } from "../../app/.server/leaderboards/service.ts";
import { managedUsersQuerySchema } from "../../app/contracts/admin-users.ts";
import { auditQuerySchema } from "../../app/contracts/audit.ts";
import { boardQuerySchema } from "../../app/contracts/leaderboard.ts";
import {
  acting,
  actsOn,
  createAdmin,
  createModerator,
  emptyCache,
} from "../support/administration.ts";
import { waitsForLock, withDatabase } from "../support/database.ts";
import { createPlayer, newGame, signedInDevice } from "../support/players.ts";
import { storeRun } from "../support/stored.ts";

const database = withDatabase(20);
const { boards } = emptyCache();

const change = (
  actor: Parameters<typeof changeUser>[1],
  id: string,
  wanted: Parameters<typeof changeUser>[3],
) => changeUser(database.db, actor, id, wanted, boards);

const roleOf = async (id: string) =>
  database.db
    .selectFrom("users")
    .select(["role", "is_active"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

/** Nobody but `admins` administers this site. */
async function onlyAdmins(...admins: { id: string }[]) {
  await database.db
    .updateTable("users")
    .set({ role: "PLAYER" })
    .where("role", "=", "ADMIN")
    .where(
      "id",
      "not in",
      admins.map(({ id }) => id),
    )
    .execute();
}

const list = (actor: Parameters<typeof managedUsers>[1], query: Record<string, unknown> = {}) =>
  managedUsers(database.db, actor, managedUsersQuerySchema.parse(query));

describe("an administrator", () => {
  it("changes a role, and the audit log records the old and the new one", async () => {
    const [admin, player] = [await createAdmin(database.db), await createPlayer(database.db)];
    const user = await change(admin, player.id, { role: "MODERATOR" });
    expect(user).toMatchObject({ id: player.id, role: "MODERATOR", is_active: true });
    expect(await roleOf(player.id)).toEqual({ role: "MODERATOR", is_active: true });
    expect(await actsOn(database.db, player.id)).toEqual([
      {
        action: "user.role_changed",
        actor_id: admin.id,
        details: { before: "PLAYER", after: "MODERATOR" },
      },
    ]);
  });

  it("records two acts when one change sets the role and deactivates the account", async () => {
    const [admin, other] = [await createAdmin(database.db), await createModerator(database.db)];
    await change(admin, other.id, { role: "PLAYER", is_active: false });
    const acts = await actsOn(database.db, other.id);
    expect(acts.map(({ action }) => action).sort()).toEqual([
      "user.deactivated",
      "user.role_changed",
    ]);
  });

  it("changes and records nothing when the request equals the current values", async () => {
    const [admin, player] = [await createAdmin(database.db), await createPlayer(database.db)];
    await change(admin, player.id, { role: "PLAYER", is_active: true });
    expect(await actsOn(database.db, player.id)).toEqual([]);
  });

  it("finds no account that is deleted, never existed, or has an invalid id", async () => {
    const [admin, gone] = [await createAdmin(database.db), await createPlayer(database.db)];
    await database.db
      .updateTable("users")
      .set({ deleted_at: new Date(), is_active: false })
      .where("id", "=", gone.id)
      .execute();
    for (const id of [gone.id, crypto.randomUUID(), "1", "' OR true --"]) {
      await expect(change(admin, id, { is_active: true })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(revokeSessions(database.db, admin, id)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(await roleOf(gone.id)).toMatchObject({ is_active: false });
  });
});

describe("a caller without the role of an administrator", () => {
  it.each(["moderator", "player", "demoted", "switched off", "signed out"])(
    "is refused: %s",
    async (kind) => {
      const { db } = database;
      const [admin, player] = [await createAdmin(db), await createPlayer(db)];
      const make = { moderator: createModerator, player: createPlayer }[kind] ?? createAdmin;
      const caller = acting(await make(db));
      if (kind === "demoted") await change(admin, caller.id, { role: "PLAYER" });
      if (kind === "switched off") await change(admin, caller.id, { is_active: false });
      if (kind === "signed out") await revokeSessions(db, admin, caller.id);
      const code = /off|out/.test(kind) ? "unauthenticated" : "forbidden";
      const calls = [
        () => change(caller, player.id, { role: "ADMIN" }),
        () => change(caller, caller.id, { role: "ADMIN", is_active: true }),
        () => change(caller, crypto.randomUUID(), { role: "ADMIN" }),
        () => revokeSessions(db, caller, player.id),
        () => list(caller),
        () => auditLog(db, caller, auditQuerySchema.parse({})),
      ];
      for (const attempt of calls) await expect(attempt()).rejects.toMatchObject({ code });
      expect(await roleOf(player.id)).toEqual({ role: "PLAYER", is_active: true });
      expect(await actsOn(db, player.id)).toEqual([]);
    },
  );
});

describe("the last administrator", () => {
  it("cannot be demoted, deactivated or deleted by anybody, themselves included", async () => {
    const { db } = database;
    const admin = await createAdmin(db);
    await onlyAdmins(admin);
    const password_hash = await hashPassword("correct horse battery");
    await db.updateTable("users").set({ password_hash }).where("id", "=", admin.id).execute();
    for (const wanted of [
      { role: "PLAYER" },
      { role: "MODERATOR" },
      { is_active: false },
      { role: "PLAYER", is_active: false },
    ] as const) {
      await expect(change(admin, admin.id, wanted)).rejects.toMatchObject({ code: "last_admin" });
    }
    await expect(deleteAccount(db, admin, "correct horse battery", boards)).rejects.toMatchObject({
      code: "last_admin",
    });
    expect(await roleOf(admin.id)).toEqual({ role: "ADMIN", is_active: true });
    expect(await actsOn(db, admin.id)).toEqual([]);
  });

  it("counts as the last when all other administrators are inactive or deleted", async () => {
    const { db } = database;
    const [admin, off, gone] = [
      await createAdmin(db),
      await createAdmin(db),
      await createAdmin(db),
    ];
    await onlyAdmins(admin, off, gone);
    await change(admin, off.id, { is_active: false });
    await db
      .updateTable("users")
      .set({ deleted_at: new Date(), is_active: false })
      .where("id", "=", gone.id)
      .execute();
    await expect(change(admin, admin.id, { role: "PLAYER" })).rejects.toMatchObject({
      code: "last_admin",
    });
    // One who is off is none whose power would be missed.
    expect(await change(admin, off.id, { role: "PLAYER" })).toMatchObject({ role: "PLAYER" });
  });

  it("may leave once there is another one", async () => {
    const [admin, player] = [await createAdmin(database.db), await createPlayer(database.db)];
    await onlyAdmins(admin);
    await change(admin, player.id, { role: "ADMIN" });
    expect(await change(admin, admin.id, { role: "PLAYER" })).toMatchObject({ role: "PLAYER" });
  });

  it.each([
    ["demote", { role: "PLAYER" }],
    ["switch off", { is_active: false }],
  ] as const)(
    "is left when all administrators %s each other at the same moment",
    async (_, wanted) => {
      for (let round = 0; round < 20; round += 1) {
        const admins = await Promise.all(Array.from({ length: 4 }, () => createAdmin(database.db)));
        await onlyAdmins(...admins);
        const calls = admins.flatMap((actor) =>
          admins.filter(({ id }) => id !== actor.id).map(({ id }) => change(actor, id, wanted)),
        );
        const refusals = (await Promise.allSettled(calls)).flatMap((attempt) =>
          attempt.status === "rejected" ? [attempt.reason.code] : [],
        );
        // Who was demoted meanwhile is refused; nobody is told of a deadlock.
        for (const code of refusals) expect(code).toMatch(/^(forbidden|unauthenticated)$/);
        const left = await database.db
          .selectFrom("users")
          .select("id")
          .where("role", "=", "ADMIN")
          .where("is_active", "=", true)
          .execute();
        expect(left.length).toBeGreaterThanOrEqual(1);
        expect(left.length).toBeLessThan(4);
      }
    },
  );

  it("remains when the last two leave at the same moment", async () => {
    const { db } = database;
    const password_hash = await hashPassword("correct horse battery");
    for (let round = 0; round < 5; round += 1) {
      const pair = [await createAdmin(db), await createAdmin(db)];
      await onlyAdmins(...pair);
      const ids = pair.map(({ id }) => id);
      await db.updateTable("users").set({ password_hash }).where("id", "in", ids).execute();
      const left = await Promise.allSettled(
        pair.map((admin) => deleteAccount(db, admin, "correct horse battery", boards)),
      );
      expect(left.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(left.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "last_admin" },
      });
    }
  });

  it("refuses an administrator who is demoted while their change waits for a lock", async () => {
    const { db } = database;
    const [first, second, player] = [
      await createAdmin(db),
      await createAdmin(db),
      await createPlayer(db),
    ];
    let attempt: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (trx) => {
      await changeUser(trx, first, second.id, { role: "PLAYER" }, boards);
      attempt = change(second, player.id, { role: "ADMIN" });
      attempt.catch(() => {});
      await waitsForLock(db);
    });
    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    expect(await roleOf(player.id)).toMatchObject({ role: "PLAYER" });
  });
});

describe("a deactivated account", () => {
  const board = () => leaderboard(database.db, boardQuerySchema.parse({}), new Date());
  const names = async () => (await board()).items.map(({ user }) => user.username);

  it("is signed out everywhere, its game ends, and it leaves pages and boards; activation brings it back", async () => {
    const { db } = database;
    const [admin, player] = [await createAdmin(db), await createPlayer(db)];
    await signedInDevice(db, player.id);
    await storeRun(db, player, { score: 9_000_000 });
    await startGame(db, player, newGame(), 1, new Date());
    const user = await db
      .selectFrom("users")
      .select("username")
      .where("id", "=", player.id)
      .executeTakeFirstOrThrow();
    expect((await names())[0]).toBe(user.username);

    const cache = emptyCache();
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

    const again = emptyCache();
    await changeUser(db, admin, player.id, { is_active: true }, again.boards);
    expect((await names())[0]).toBe(user.username);
    expect(again.dropped.length).toBe(24);
    expect(await publicProfile(db, user.username, new Date())).toMatchObject(user);
    // The devices stay signed out.
    await expect(startGame(db, player, newGame(), 1, new Date())).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const acts = await actsOn(db, player.id);
    expect(acts.map(({ action }) => action)).toEqual(["user.deactivated", "user.reactivated"]);
  });

  it("stores no result that arrives at the same moment, or loses it from the boards with the others", async () => {
    const { db } = database;
    const admin = await createAdmin(db);
    for (let round = 0; round < 10; round += 1) {
      const player = await createPlayer(db);
      await Promise.allSettled([
        storeRun(db, player, { score: 5_000_000 }),
        change(admin, player.id, { is_active: false }),
        storeRun(db, player, { score: 6_000_000 }),
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
  it("finds any part of a name or an address, in any case, and treats wildcards as ordinary characters", async () => {
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
      const { items } = await list(admin, { q });
      expect([q, items.map((item) => item.id)]).toEqual([q, [id]]);
    }
    for (const q of ["needle%hay", "needle-in", "n_edle", "%%%", "\\", "wool_ex", "'", "no such"]) {
      expect([q, (await list(admin, { q })).items]).toEqual([q, []]);
    }
  });

  it("has every account once, page by page, also those created in the same microsecond", async () => {
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
      const page: Awaited<ReturnType<typeof list>> = await list(admin, {
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
    await onlyAdmins(admin);
    expect((await list(admin, { role: "ADMIN", state: "active" })).items).toMatchObject([
      { id: admin.id },
    ]);
    const [off, deleted] = [await createPlayer(db), await createPlayer(db)];
    await change(admin, off.id, { is_active: false });
    await db
      .updateTable("users")
      .set({ deleted_at: new Date(), is_active: false })
      .where("id", "=", deleted.id)
      .execute();
    expect((await list(admin, { state: "off", limit: 1 })).items).toMatchObject([{ id: off.id }]);
    expect((await list(admin, { state: "deleted", limit: 1 })).items).toMatchObject([
      { id: deleted.id },
    ]);
  });

  it("refuses a forged cursor", async () => {
    const admin = await createAdmin(database.db);
    for (const cursor of [
      "x",
      "WyIyMDI2Il0",
      btoa(JSON.stringify(["0000-01-01T00:00:00Z", admin.id])),
    ]) {
      await expect(list(admin, { cursor })).rejects.toMatchObject({ code: "validation_failed" });
    }
  });
});
