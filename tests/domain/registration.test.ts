import { describe, expect, it } from "vitest";
import { insertUser } from "../../app/.server/accounts/queries.ts";
import { register } from "../../app/.server/accounts/service.ts";
import { newRefreshTokenWithRow } from "../../app/.server/auth/sign-in/service.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { confirmationLink, NO_MAILER } from "../support/mailer.ts";

const database = withDatabase();

const tokenContext = {
  secret: "a secret of the tests alone, long enough for HMAC",
  now: new Date(),
  userAgent: null,
  network: null,
  wideNetwork: null,
};

describe("registration", () => {
  it("waits for a registration that is not committed yet, and names the fields that it took", async () => {
    const account = { username: "moment", email: "moment@example.com" };
    let second: Promise<unknown> | undefined;
    await database.db.transaction().execute(async (transaction) => {
      const first = { ...account, display_name: "first", password_hash: "-" };
      await insertUser(
        transaction as Db,
        first,
        newRefreshTokenWithRow(tokenContext).row,
        confirmationLink(),
      );
      second = register(
        database.db,
        { ...account, password: "correct horse battery" },
        tokenContext,
        NO_MAILER,
      );
      // It may be refused as soon as the first one is committed, before the test looks.
      second.catch(() => {});
      await waitForBlockedStatement(database.db);
    });
    await expect(second).rejects.toMatchObject({
      code: "username_taken",
      errors: [{ path: "username" }, { path: "email" }],
    });
  });
});
