/** Those who run the site, in tests of what they do. */
import { randomUUID } from "node:crypto";
import type { Actor, Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import type { BoardKey } from "../../app/.server/leaderboards/board-key.ts";
import type { BoardCache } from "../../app/.server/leaderboards/cache.ts";
import { createPlayer } from "./players.ts";

/** The caller, by a request of its own. */
export const acting = (caller: Caller): Actor => ({ ...caller, requestId: randomUUID() });

export const createAdmin = async (db: Db) => acting(await createPlayer(db, { role: "ADMIN" }));

export const createModerator = async (db: Db) =>
  acting(await createPlayer(db, { role: "MODERATOR" }));

/** A cache that holds nothing and tells what it was told to forget. */
export function emptyCache() {
  const dropped: BoardKey[] = [];
  const boards: BoardCache = {
    read: async () => undefined,
    keep: () => {},
    drop: async (keys) => void dropped.push(...keys),
  };
  return { boards, dropped };
}

/** What the log says of an account or a result, in its order. */
export const actsOn = (db: Db, targetId: string) =>
  db
    .selectFrom("audit_log")
    .select(["action", "actor_id", "details"])
    .where("target_id", "=", targetId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
