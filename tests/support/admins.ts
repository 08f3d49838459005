/** Administrators and moderators for tests, and reads of the audit log. */
import { randomUUID } from "node:crypto";
import type { Actor, Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import type { BoardKey } from "../../app/.server/leaderboards/board-key.ts";
import type { BoardCache } from "../../app/.server/leaderboards/cache.ts";
import { createPlayer } from "./players.ts";

/** Returns the caller as an actor, with a new request id. */
export const asActor = (caller: Caller): Actor => ({ ...caller, requestId: randomUUID() });

export const createAdmin = async (db: Db) => asActor(await createPlayer(db, { role: "ADMIN" }));

export const createModerator = async (db: Db) =>
  asActor(await createPlayer(db, { role: "MODERATOR" }));

/** Returns a board cache that is always empty, and the list of the boards that were dropped from it. */
export function emptyBoardCache() {
  const dropped: BoardKey[] = [];
  const boards: BoardCache = {
    read: async () => undefined,
    show: async () => {},
    keep: () => {},
    drop: async (keys) => void dropped.push(...keys),
  };
  return { boards, dropped };
}

/** Returns the audit log's entries about an account or a result, the oldest first. */
export const auditEntriesOf = (db: Db, targetId: string) =>
  db
    .selectFrom("audit_log")
    .select(["action", "actor_id", "details"])
    .where("target_id", "=", targetId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
