/** Changes accounts and results directly in the database, where a test needs a state that the site would take long to reach. */
import type { Updateable } from "kysely";
import type { Db } from "../../app/.server/db/client.ts";
import type { GameResults, Users } from "../../app/.server/db/schema.ts";

/** Changes the account with this id. */
export const updateAccount = (db: Db, id: string, values: Updateable<Users>) =>
  db.updateTable("users").set(values).where("id", "=", id).execute();

/** Changes the result with this id. */
export const updateResult = (db: Db, id: string, values: Updateable<GameResults>) =>
  db.updateTable("game_results").set(values).where("id", "=", id).execute();
