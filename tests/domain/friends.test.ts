/** Friends: limits, accounts that go and come back, the friends' boards, notifications, and what an account takes along. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { exportData } from "../../app/.server/accounts/export/service.ts";
import { playerPage } from "../../app/.server/accounts/profile/service.ts";
import { dayOf } from "../../app/.server/db/time.ts";
import { block, blocks } from "../../app/.server/friends/blocks/service.ts";
import { friendsBoard, friendsPageBoard } from "../../app/.server/friends/board/service.ts";
import { notifications } from "../../app/.server/friends/notifications/service.ts";
import { answer, ask, end, friends, REQUEST_LIMITS } from "../../app/.server/friends/service.ts";
import { daily } from "../../app/.server/games/daily/service.ts";
import { MOST_FRIENDS, MOST_OPEN_REQUESTS } from "../../app/contracts/friends.ts";
import { boardQuerySchema } from "../../app/contracts/leaderboard.ts";
import { withDatabase } from "../support/database.ts";
import {
  befriend,
  createFive,
  createPerson,
  nobodyRaces,
  type Person,
  perform,
  setActive,
} from "../support/friends.ts";
import { storeResult } from "../support/stored-results.ts";

const database = withDatabase(20);
const db = () => database.db;
const PAGE = { limit: 20 };

const namesOf = (items: { user: { username: string } }[]) => items.map(({ user }) => user.username);
/** Creates people with one row each, much faster than one by one. */
async function createCrowd(size: number): Promise<string[]> {
  const crowd = Array.from({ length: size }, () => `crowd_${crypto.randomUUID().slice(0, 12)}`);
  const rows = await db()
    .insertInto("users")
    .values(
      crowd.map((username) => ({
        username,
        email: `${username}@example.com`,
        display_name: username,
        password_hash: "-",
      })),
    )
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}

describe("limits of friends", () => {
  it(`keep the ${MOST_FRIENDS + 1}st friend out, on both sides, also when two are accepted at once`, async () => {
    const [full, first, second] = await createFive(db());
    const crowd = await createCrowd(MOST_FRIENDS - 1);
    await db()
      .insertInto("friend_relationships")
      .values(
        crowd.map((id, index) => ({
          requester_id: index % 2 ? id : full.caller.id,
          addressee_id: index % 2 ? full.caller.id : id,
          status: "ACCEPTED" as const,
        })),
      )
      .execute();
    for (const { caller } of [first, second]) await ask(db(), caller, full.username);
    const accepted = { status: "accepted" } as const;
    const answers = await Promise.allSettled(
      [first, second].map(({ username }) => answer(db(), full.caller, username, accepted)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "too_many_friends" },
    });
    expect((await friends(db(), full.caller, nobodyRaces)).friends).toHaveLength(MOST_FRIENDS);
    const outsider = await createPerson(db());
    await expect(ask(db(), full.caller, outsider.username)).rejects.toMatchObject({
      code: "too_many_friends",
    });
  });

  it(`let ${MOST_OPEN_REQUESTS} requests wait, and 20 be sent in 24 hours, whoever of them blocks`, async () => {
    const asking = await createPerson(db());
    const others = await Promise.all(Array.from({ length: 21 }, () => createPerson(db())));
    for (const { caller } of others.slice(0, 5)) await block(db(), caller, asking.username);
    for (const { username } of others.slice(0, 20)) await ask(db(), asking.caller, username);
    const error = await ask(db(), asking.caller, others[20]?.username ?? "").catch((e) => e);
    expect(error).toMatchObject({ code: "too_many_requests" });
    expect(error.retryAfter).toBeGreaterThan(86_300);
    expect(error.retryAfter).toBeLessThanOrEqual(86_400);
    // Withdrawing gives none back; the next day does.
    await end(db(), asking.caller, others[0]?.username ?? "");
    await expect(ask(db(), asking.caller, others[0]?.username ?? "")).rejects.toMatchObject({
      code: "too_many_requests",
    });
    await sql`UPDATE friend_request_counts SET requested_at =
      (SELECT array_agg(t - interval '1 day' ORDER BY t) FROM unnest(requested_at) t)
      WHERE user_id = ${asking.caller.id}`.execute(db());
    const limits = { ...REQUEST_LIMITS, open: 20 };
    await ask(db(), asking.caller, others[0]?.username ?? "", limits);
    await expect(
      ask(db(), asking.caller, others[20]?.username ?? "", limits),
    ).rejects.toMatchObject({ code: "too_many_open_requests" });
  });

  it("hold for twelve requests at once", async () => {
    const asking = await createPerson(db());
    const others = await Promise.all(Array.from({ length: 12 }, () => createPerson(db())));
    const limits = { ...REQUEST_LIMITS, open: 5 };
    const asked = await Promise.allSettled(
      others.map(({ username }) => ask(db(), asking.caller, username, limits)),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect((await friends(db(), asking.caller, nobodyRaces)).requests.outgoing).toHaveLength(5);
  });
});

describe("two people", () => {
  it("who ask each other at the same moment are friends, and never wait for each other for ever", async () => {
    for (let round = 0; round < 40; round += 1) {
      const [a, b] = await Promise.all([createPerson(db()), createPerson(db())]);
      const statuses = await Promise.all([
        ask(db(), a.caller, b.username),
        ask(db(), b.caller, a.username),
      ]);
      expect(statuses.map(({ status }) => status).sort()).toEqual(["accepted", "pending"]);
    }
  });

  it("who act on each other again and again at the same moment never deadlock", async () => {
    const people = await Promise.all([createPerson(db()), createPerson(db())]);
    const kinds = ["ask", "accept", "end", "block", "unblock"] as const;
    const acts = Array.from({ length: 600 }, (_, n) => ({
      act: kinds[n % kinds.length] ?? "ask",
      by: n % 2,
      on: 1 - (n % 2),
    }));
    // An error that is none of the domain, as a deadlock is, fails the test.
    await Promise.all(acts.map((act) => perform(db(), people, act)));
  });

  it("find each other in any case of their names", async () => {
    const [a, b] = await Promise.all([createPerson(db()), createPerson(db())]);
    const { user } = await ask(db(), a.caller, b.username.toUpperCase());
    expect(user.username).toBe(b.username);
  });
});

describe("an account that is deactivated", () => {
  it("is gone from every list, board and notification of others at once, and comes back", async () => {
    const [me, friend, asking, asked, blocked] = await createFive(db());
    await befriend(db(), me, friend);
    await ask(db(), asking.caller, me.username);
    await ask(db(), me.caller, asked.username);
    await block(db(), me.caller, blocked.username);
    for (const { caller } of [me, friend]) await storeResult(db(), caller);
    const query = boardQuerySchema.parse({});
    const seen = async () => ({
      lists: await friends(db(), me.caller, nobodyRaces),
      blocks: await blocks(db(), me.caller, PAGE),
      notes: await notifications(db(), me.caller, PAGE),
      board: (await friendsBoard(db(), me.caller, query, new Date())).items,
    });
    const before = await seen();
    expect(before.board).toHaveLength(2);
    expect(before.notes.unread).toBe(2);
    for (const person of [friend, asking, asked, blocked]) await setActive(db(), person, false);
    const without = await seen();
    expect(without).toMatchObject({
      lists: { friends: [], requests: { incoming: [], outgoing: [] } },
      blocks: { items: [] },
      notes: { items: [], unread: 0 },
    });
    expect(namesOf(without.board)).toEqual([me.username]);
    await expect(end(db(), me.caller, friend.username)).rejects.toMatchObject({
      code: "not_found",
    });
    for (const person of [friend, asking, asked, blocked]) await setActive(db(), person, true);
    expect(await seen()).toEqual(before);
  });
});

describe("a board among friends", () => {
  it("has the rows of the board of all players, ranked among the caller and friends, in pages", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => createPerson(db())));
    const [me, ...others] = people as [Person, ...Person[]];
    for (const [index, person] of people.entries()) {
      await storeResult(db(), person.caller, { score: 1_000 + (index % 4) * 100 });
    }
    for (const other of others.slice(0, 5)) await befriend(db(), me, other);
    await ask(db(), others[5]?.caller ?? me.caller, me.username);
    const query = boardQuerySchema.parse({ limit: "4" });
    const first = await friendsBoard(db(), me.caller, query, new Date());
    expect(first.players).toBe(6);
    const second = await friendsBoard(
      db(),
      me.caller,
      { ...query, cursor: first.next_cursor ?? "" },
      new Date(),
    );
    const all = [...first.items, ...second.items];
    expect(second.next_cursor).toBeNull();
    expect(all.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(namesOf(all).sort()).toEqual(namesOfPeople([me, ...others.slice(0, 5)]));
    expect(all.map(({ score }) => score)).toEqual([1_300, 1_200, 1_100, 1_100, 1_000, 1_000]);
    const page = await friendsPageBoard(
      db(),
      me.caller,
      { ...query, difficulty: "all" },
      new Date(),
    );
    const own = all.findIndex(({ user }) => user.username === me.username);
    expect(page.place).toMatchObject({ rank: own + 1, players: 6, entry: all[own] });
    expect(page.place?.around).toEqual(all.slice(Math.max(0, own - 3), own + 4));
  });

  it("refuses somebody who may not act", async () => {
    const me = await createPerson(db());
    await setActive(db(), me, false);
    const board = friendsBoard(db(), me.caller, boardQuerySchema.parse({}), new Date());
    await expect(board).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is on the page of the daily challenge, for friends alone", async () => {
    const [me, friend, other] = await createFive(db());
    await befriend(db(), me, friend);
    const now = new Date();
    for (const { caller } of [me, friend, other]) {
      await storeResult(db(), caller, { challenge: dayOf(now) });
    }
    const query = { language: "PYTHON", limit: 20 } as const;
    const mine = await daily(db(), me.caller, query, now);
    expect(namesOf(mine.friends).sort()).toEqual(namesOfPeople([me, friend]));
    expect(mine.friends.map(({ rank }) => rank)).toEqual([1, 2]);
    expect((await daily(db(), undefined, query, now)).friends).toEqual([]);
  });
});

const namesOfPeople = (people: Person[]) => people.map(({ username }) => username).sort();

describe("a public profile", () => {
  it("tells the viewer what the player is to them, and nobody else, nor a block by the player", async () => {
    const [me, other] = await Promise.all([createPerson(db()), createPerson(db())]);
    const seen = async (viewer: Person | undefined, of: Person) =>
      (await playerPage(db(), viewer?.caller, of.username, new Date(), nobodyRaces)).relation;
    expect([await seen(undefined, other), await seen(me, me)]).toEqual([null, null]);
    expect(await seen(me, other)).toBe("none");
    await ask(db(), me.caller, other.username);
    expect([await seen(me, other), await seen(other, me)]).toEqual(["outgoing", "incoming"]);
    await ask(db(), other.caller, me.username);
    expect([await seen(me, other), await seen(other, me)]).toEqual(["friends", "friends"]);
    await block(db(), other.caller, me.username);
    expect([await seen(me, other), await seen(other, me)]).toEqual(["none", "blocked"]);
    await ask(db(), me.caller, other.username);
    expect([await seen(me, other), await seen(other, me)]).toEqual(["outgoing", "blocked"]);
  });
});

describe("the export of an account", () => {
  it("has its friends, requests, own blocks and notifications, and never a block by somebody else", async () => {
    const [me, other] = await Promise.all([createPerson(db()), createPerson(db())]);
    await block(db(), other.caller, me.username);
    await ask(db(), me.caller, other.username);
    const friend = await createPerson(db());
    await ask(db(), friend.caller, me.username);
    const enemy = await createPerson(db());
    await block(db(), me.caller, enemy.username);
    let text = "";
    for await (const part of exportData(db(), me.caller, { now: new Date(), secret: "" }))
      text += part;
    const data = JSON.parse(text);
    expect(data.friend_relationships).toHaveLength(2);
    expect(data.blocks).toMatchObject([{ blocker_id: me.caller.id, blocked_id: enemy.caller.id }]);
    expect(data.friend_request_counts).toHaveLength(1);
    expect(data.notifications).toMatchObject([
      { kind: "friend_request", actor_id: friend.caller.id },
    ]);
  });
});
