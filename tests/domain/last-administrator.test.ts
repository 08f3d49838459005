/** The last active administrator, who cannot be lost. */
import { describe, expect, it } from "vitest";
import { deleteAccount } from "../../app/.server/accounts/service.ts";
import { hashPassword } from "../../app/.server/auth/passwords.ts";
import { changeAccount, demoteOtherAdmins, roleOf } from "../support/account-changes.ts";
import { auditEntriesOf, createAdmin, emptyBoardCache } from "../support/admins.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase(20);
const { boards } = emptyBoardCache();

describe("the last administrator", () => {
  it("cannot be demoted, deactivated or deleted by any administrator, including themselves", async () => {
    const { db } = database;
    const admin = await createAdmin(db);
    await demoteOtherAdmins(db, admin);
    const password_hash = await hashPassword("correct horse battery");
    await db.updateTable("users").set({ password_hash }).where("id", "=", admin.id).execute();
    for (const wanted of [
      { role: "PLAYER" },
      { role: "MODERATOR" },
      { is_active: false },
      { role: "PLAYER", is_active: false },
    ] as const) {
      await expect(changeAccount(db, admin, admin.id, wanted)).rejects.toMatchObject({
        code: "last_admin",
      });
    }
    await expect(deleteAccount(db, admin, "correct horse battery", boards)).rejects.toMatchObject({
      code: "last_admin",
    });
    expect(await roleOf(db, admin.id)).toEqual({ role: "ADMIN", is_active: true });
    expect(await auditEntriesOf(db, admin.id)).toEqual([]);
  });

  it("counts as the last when all other administrators are inactive or deleted", async () => {
    const { db } = database;
    const [admin, deactivated, deleted] = [
      await createAdmin(db),
      await createAdmin(db),
      await createAdmin(db),
    ];
    await demoteOtherAdmins(db, admin, deactivated, deleted);
    await changeAccount(db, admin, deactivated.id, { is_active: false });
    await db
      .updateTable("users")
      .set({ deleted_at: new Date(), is_active: false })
      .where("id", "=", deleted.id)
      .execute();
    await expect(changeAccount(db, admin, admin.id, { role: "PLAYER" })).rejects.toMatchObject({
      code: "last_admin",
    });
    // A deactivated administrator can be demoted: one who is active remains.
    expect(await changeAccount(db, admin, deactivated.id, { role: "PLAYER" })).toMatchObject({
      role: "PLAYER",
    });
  });

  it("can be demoted when there is another one", async () => {
    const [admin, player] = [await createAdmin(database.db), await createPlayer(database.db)];
    await demoteOtherAdmins(database.db, admin);
    await changeAccount(database.db, admin, player.id, { role: "ADMIN" });
    expect(await changeAccount(database.db, admin, admin.id, { role: "PLAYER" })).toMatchObject({
      role: "PLAYER",
    });
  });

  it.each([
    ["demote", { role: "PLAYER" }],
    ["deactivate", { is_active: false }],
  ] as const)(
    "remains when all administrators %s each other at the same time",
    async (_, wanted) => {
      for (let round = 0; round < 20; round += 1) {
        const admins = await Promise.all(Array.from({ length: 4 }, () => createAdmin(database.db)));
        await demoteOtherAdmins(database.db, ...admins);
        const calls = admins.flatMap((actor) =>
          admins
            .filter(({ id }) => id !== actor.id)
            .map(({ id }) => changeAccount(database.db, actor, id, wanted)),
        );
        const refusals = (await Promise.allSettled(calls)).flatMap((attempt) =>
          attempt.status === "rejected" ? [attempt.reason.code] : [],
        );
        // An administrator who was demoted meanwhile is refused; there is no deadlock.
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

  it("remains when the last two delete their accounts at the same time", async () => {
    const { db } = database;
    const password_hash = await hashPassword("correct horse battery");
    for (let round = 0; round < 5; round += 1) {
      const pair = [await createAdmin(db), await createAdmin(db)];
      await demoteOtherAdmins(db, ...pair);
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
});
