/** Changes of accounts by administrators, for the tests of what those may do. */
import { changeUser } from "../../app/.server/admin/users/service.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { emptyBoardCache } from "./admins.ts";

/** Changes an account as `actor`, without a board cache. */
export const changeAccount = (
  db: Db,
  actor: Parameters<typeof changeUser>[1],
  id: string,
  changes: Parameters<typeof changeUser>[3],
) => changeUser(db, actor, id, changes, emptyBoardCache().boards);

/** Returns the stored role of an account and whether it is active. */
export const roleOf = (db: Db, id: string) =>
  db
    .selectFrom("users")
    .select(["role", "is_active"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

/** Makes every administrator except for `admins` a player. */
export async function demoteOtherAdmins(db: Db, ...admins: { id: string }[]): Promise<void> {
  await db
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
