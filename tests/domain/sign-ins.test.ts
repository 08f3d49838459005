import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { markDeleted, updatePassword } from "../../app/.server/accounts/queries.ts";
import { deleteAccount, profile, register } from "../../app/.server/accounts/service.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { insertSignIn, rotateToken } from "../../app/.server/auth/sign-in/queries.ts";
import {
  devices,
  login,
  logout,
  newRefreshTokenWithRow,
  refresh,
  signOutDevice,
  type TokenContext,
} from "../../app/.server/auth/sign-in/service.ts";
import { hashToken } from "../../app/.server/auth/tokens.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { emptyBoardCache } from "../support/admins.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { NO_MAILER, passwordNotice } from "../support/mailer.ts";
import { addDevice, callerOf, createPlayer, honestRun, startRequest } from "../support/players.ts";

const database = withDatabase();

const PASSWORD = "correct horse battery";
const tokenContext = (): TokenContext => ({
  secret: "a secret of the tests alone, long enough for HMAC",
  now: new Date(),
  userAgent: "A browser",
  network: null,
  wideNetwork: null,
});

/** Registers an account that is signed in on a laptop and on a phone. */
async function signedInTwice() {
  const username = `user_${randomUUID().slice(0, 8)}`;
  const email = `${username}@example.com`;
  const laptop = await register(
    database.db,
    { username, email, password: PASSWORD, display_name: username },
    tokenContext(),
    NO_MAILER,
  );
  const { tokens: phone } = await login(
    database.db,
    { email, password: PASSWORD },
    tokenContext(),
    NO_MAILER,
  );
  return { laptop, phone };
}

/** The password hash of the accounts that `createPlayer` creates, as a caller has checked it. */
const CHECKED = { checkedHash: "-", throttleSubject: "-" };

/** Returns whether the caller is still authorized. */
const mayAct = (caller: Caller) =>
  profile(database.db, caller).then(
    () => true,
    () => false,
  );
const refused = { code: "invalid_token" };

/** What ends the phone's sign-in. */
const ENDINGS: Record<
  string,
  (account: { laptop: SignedIn; phone: SignedIn }) => Promise<unknown>
> = {
  "the phone signs out": ({ phone }) => logout(database.db, phone.refresh_token),
  "the laptop signs the phone out": ({ laptop, phone }) =>
    signOutDevice(database.db, callerOf(laptop), callerOf(phone).family),
  "the password changes": async ({ laptop }) => {
    const { password_hash: checkedHash } = await database.db
      .selectFrom("users")
      .select("password_hash")
      .where("id", "=", laptop.user.id)
      .executeTakeFirstOrThrow();
    await updatePassword(
      database.db,
      callerOf(laptop),
      "next",
      {
        checkedHash,
        throttleSubject: "-",
      },
      passwordNotice(),
    );
  },
  "the account is deleted": ({ laptop }) =>
    deleteAccount(database.db, callerOf(laptop), PASSWORD, emptyBoardCache().boards),
};

describe.each(Object.entries(ENDINGS))("when %s", (_, end) => {
  it("every refresh token of the phone becomes invalid, also those that eight tabs get meanwhile", async () => {
    const account = await signedInTwice();
    let ended = false;
    const issued = [account.phone];
    const tab = async () => {
      let { refresh_token } = account.phone;
      while (!ended) {
        const next = await refresh(database.db, refresh_token, tokenContext()).catch(
          () => undefined,
        );
        if (!next) return;
        issued.push(next);
        refresh_token = next.refresh_token;
      }
    };
    const tabs = Array.from({ length: 8 }, tab);
    await end(account);
    ended = true;
    await Promise.all(tabs);
    for (const { refresh_token } of issued.slice(-30)) {
      await expect(refresh(database.db, refresh_token, tokenContext())).rejects.toMatchObject(
        refused,
      );
    }
    expect(await mayAct(callerOf(account.phone))).toBe(false);
  });

  it("a refresh token that is stored but not yet committed becomes invalid, too", async () => {
    const account = await signedInTwice();
    const { token, row } = newRefreshTokenWithRow(tokenContext());
    let ending: Promise<unknown> | undefined;
    await database.db.transaction().execute(async (transaction) => {
      const db = transaction as Db;
      expect(
        (await rotateToken(db, hashToken(account.phone.refresh_token), row)).user,
      ).not.toBeNull();
      ending = end(account);
      await waitForBlockedStatement(database.db);
    });
    await ending;
    await expect(refresh(database.db, token, tokenContext())).rejects.toMatchObject(refused);
  });
});

const device = () => ({ knownBy: undefined, notice: passwordNotice() });

describe("a change of the password", () => {
  it("ends a sign-in with the old password that is stored but not yet committed", async () => {
    const player = await createPlayer(database.db);
    const { token, row } = newRefreshTokenWithRow(tokenContext());
    let changing: Promise<unknown> | undefined;
    await database.db.transaction().execute(async (transaction) => {
      const subjects = { account: "-", own: "-", network: null, wideNetwork: null };
      const account = { id: player.id, checkedHash: "-" };
      expect(await insertSignIn(transaction as Db, account, row, subjects, device())).toBeDefined();
      changing = updatePassword(database.db, player, "new", CHECKED, passwordNotice());
      await waitForBlockedStatement(database.db);
    });
    expect(await changing).toEqual({ changed: true, told: true });
    await expect(refresh(database.db, token, tokenContext())).rejects.toMatchObject(refused);
    expect(await mayAct(player)).toBe(true);
  });

  it("prevents a sign-in that compared the old password before", async () => {
    const player = await createPlayer(database.db);
    await updatePassword(database.db, player, "new", CHECKED, passwordNotice());
    const subjects = { account: "-", own: "-", network: null, wideNetwork: null };
    const account = { id: player.id, checkedHash: "-" };
    expect(
      await insertSignIn(
        database.db,
        account,
        newRefreshTokenWithRow(tokenContext()).row,
        subjects,
        device(),
      ),
    ).toBeUndefined();
    expect(await devices(database.db, player)).toHaveLength(1);
  });

  it("succeeds once among twenty at the same time, and the others return that nothing was changed", async () => {
    const player = await createPlayer(database.db);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        updatePassword(database.db, player, `new ${n}`, CHECKED, passwordNotice()),
      ),
    );
    expect(answers.filter((answer) => answer?.changed)).toHaveLength(1);
    expect(answers).not.toContain(undefined);
  });

  it("prevents the deletion of the account with the old password", async () => {
    const player = await createPlayer(database.db);
    await updatePassword(database.db, player, "new", CHECKED, passwordNotice());
    expect(await markDeleted(database.db, player, CHECKED)).toEqual({
      deleted: false,
      last_admin: false,
      boards: [],
    });
    expect(await mayAct(player)).toBe(true);
  });
});

describe("a result that is stored concurrently", () => {
  /** Starts a game, and returns the run with which it can be ended. */
  async function gameToEnd() {
    const player = await createPlayer(database.db);
    const game = await startGame(database.db, player, startRequest(), 1, new Date());
    const run = await honestRun(database.db, game, { wpm: 60, until: 60_000 });
    return { player, run };
  }
  const boardsOf = (player: Caller) =>
    database.db
      .selectFrom("leaderboards")
      .select("result_id")
      .where("user_id", "=", player.id)
      .execute();

  it("with the deletion of its account leaves nothing on the boards, in either order", async () => {
    for (let round = 0; round < 20; round += 1) {
      const { player, run } = await gameToEnd();
      await Promise.allSettled([
        endGame(database.db, player, run, NO_BOARD_CACHE),
        markDeleted(database.db, player, CHECKED),
      ]);
      expect(await boardsOf(player)).toEqual([]);
    }
    const { player, run } = await gameToEnd();
    let deleting: Promise<unknown> | undefined;
    let ended: Promise<unknown> | undefined;
    await database.db.transaction().execute(async (transaction) => {
      await transaction
        .selectFrom("user_statistics")
        .select("id")
        .where("user_id", "=", player.id)
        .forUpdate()
        .execute();
      ended = endGame(database.db, player, run, NO_BOARD_CACHE);
      await waitForBlockedStatement(database.db);
      deleting = markDeleted(database.db, player, CHECKED);
    });
    await Promise.all([ended, deleting]);
    expect(await boardsOf(player)).toEqual([]);
  });

  it("with the sign-out of its device is rejected", async () => {
    const { player, run } = await gameToEnd();
    let end: Promise<unknown> | undefined;
    await database.db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("sign_ins")
        .set({ revoked_at: new Date() })
        .where("id", "=", player.family)
        .execute();
      end = endGame(database.db, player, run, NO_BOARD_CACHE).catch((error) => error);
      await waitForBlockedStatement(database.db);
    });
    expect(await end).toMatchObject({ code: "unauthenticated" });
    expect(await boardsOf(player)).toEqual([]);
  });
});

describe("a device that is signed out", () => {
  it("can do nothing with the access token that it still has", async () => {
    const player = await createPlayer(database.db);
    const other = await addDevice(database.db, player.id);
    await signOutDevice(database.db, player, other.family);
    const inactive = { code: "unauthenticated" };
    await expect(profile(database.db, other)).rejects.toMatchObject(inactive);
    await expect(signOutDevice(database.db, other, player.family)).rejects.toMatchObject(inactive);
    await expect(
      updatePassword(database.db, other, "stolen", CHECKED, passwordNotice()),
    ).resolves.toBeUndefined();
    expect(await mayAct(player)).toBe(true);
  });
});

describe("a sign-in", () => {
  it("neither authorizes another account nor can be ended by it", async () => {
    const [player, other] = [await createPlayer(database.db), await createPlayer(database.db)];
    expect(await mayAct({ id: player.id, family: other.family })).toBe(false);
    await expect(signOutDevice(database.db, player, other.family)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await mayAct(other)).toBe(true);
  });
});
