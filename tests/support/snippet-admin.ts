/** An administrator who creates and changes snippets, for the tests of snippets. */
import { beforeAll } from "vitest";
import type { Actor } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { changeSnippet, createSnippet } from "../../app/.server/snippets/service.ts";
import type { SnippetDraft } from "../../app/contracts/snippet.ts";
import { createAdmin } from "./admins.ts";
import { draft } from "./snippets.ts";

/** Creates an administrator for the file that calls it, and returns what that administrator does to snippets. */
export function withSnippetAdmin(database: { readonly db: Db }) {
  let admin: Actor;
  beforeAll(async () => {
    admin = await createAdmin(database.db);
  });
  return {
    get admin(): Actor {
      return admin;
    },
    create: (overrides: Partial<SnippetDraft> = {}) =>
      createSnippet(database.db, admin, draft(overrides)),
    change: (id: string, values: object) => changeSnippet(database.db, admin, id, values),
    /** Returns the number of stored snippets. */
    async count(): Promise<number> {
      const { count } = await database.db
        .selectFrom("code_snippets")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return count;
    },
    /** Returns the audit log's entries about a snippet, or those of imports, which name no snippet; the oldest first. */
    auditEntries: (id: string | null) =>
      database.db
        .selectFrom("audit_log")
        .select(["action", "actor_name", "target_name", "details", "request_id"])
        .where("target_id", id === null ? "is" : "=", id)
        .orderBy("created_at")
        .execute(),
  };
}
