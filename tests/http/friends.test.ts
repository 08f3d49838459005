/** The calls of friends, blocks and notifications: every status, each in one round trip. */
import { describe, expect, it } from "vitest";
import type { Friends, NotificationPage } from "../../app/contracts/friends.ts";
import type { Board } from "../../app/contracts/leaderboard.ts";
import type { Page } from "../../app/contracts/list.ts";
import type { Problem } from "../../app/contracts/problem.ts";
import { call, callForProblem, register, roundTrips } from "../support/api.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { storeResult } from "../support/stored-results.ts";

const site = withSite();

async function newPlayer() {
  const account = await register(site);
  return { token: account.access_token, name: account.user.username, caller: callerOf(account) };
}
type Player = Awaited<ReturnType<typeof newPlayer>>;
const newPlayers = () => Promise.all([newPlayer(), newPlayer()]);

/** Calls as a player, and requires that it takes one round trip. */
async function callAs<Body = Problem>(
  { token }: Player,
  method: string,
  path: string,
  json?: unknown,
) {
  const answer = await call<Body>(site, path, { method, token, json });
  expect([path, roundTrips(answer)]).toEqual([path, 1]);
  return answer;
}

const ask = (by: Player, name: string) => callAs(by, "POST", "/friends", { username: name });
const answer = (by: Player, name: string, status: string) =>
  callAs(by, "PUT", `/friends/${name}`, { status });
const codeOf = ({ status, body }: { status: number; body: Problem }) => [status, body?.code];

describe("friends", () => {
  it("ask, are listed, accept and part", async () => {
    const [ada, ben] = await newPlayers();
    const user = (name: string) => ({ username: name, display_name: name });
    const asked = await ask(ada, ben.name);
    expect([asked.status, asked.body]).toEqual([201, { user: user(ben.name), status: "pending" }]);
    expect(codeOf(await ask(ada, ben.name))).toEqual([409, "already_requested"]);
    const lists = await callAs<Friends>(ben, "GET", "/friends");
    expect(lists.body).toEqual({
      friends: [],
      requests: {
        incoming: [{ user: user(ada.name), requested_at: expect.stringMatching(/Z$/) }],
        outgoing: [],
      },
    });
    expect(codeOf(await answer(ada, ben.name, "accepted"))).toEqual([403, "forbidden"]);
    expect((await answer(ben, ada.name, "accepted")).status).toBe(204);
    expect(codeOf(await answer(ben, ada.name, "declined"))).toEqual([409, "already_friends"]);
    expect(codeOf(await ask(ben, ada.name))).toEqual([409, "already_friends"]);
    const { id } = await storeResult(site.db, ben.caller, { score: 4_321 });
    const { body } = await callAs<Friends>(ada, "GET", "/friends");
    expect(body.friends).toMatchObject([
      { user: user(ben.name), best: { result_id: id, score: 4_321 }, in_race: false, race: null },
    ]);
    expect((await callAs(ben, "DELETE", `/friends/${ada.name}`)).status).toBe(204);
    expect(codeOf(await callAs(ben, "DELETE", `/friends/${ada.name}`))).toEqual([404, "not_found"]);
  });

  it("who both ask are friends at once", async () => {
    const [ada, ben] = await newPlayers();
    await ask(ada, ben.name);
    const both = await ask(ben, ada.name);
    expect([both.status, both.body]).toMatchObject([201, { status: "accepted" }]);
  });

  it("can be declined and asked again", async () => {
    const [ada, ben] = await newPlayers();
    await ask(ada, ben.name);
    expect((await answer(ben, ada.name, "declined")).status).toBe(204);
    expect(codeOf(await answer(ben, ada.name, "accepted"))).toEqual([404, "not_found"]);
    expect((await ask(ada, ben.name)).status).toBe(201);
  });

  it("are refused with the field that is wrong", async () => {
    const ada = await newPlayer();
    expect(codeOf(await ask(ada, "nobody_at_all"))).toEqual([404, "not_found"]);
    const self = await ask(ada, ada.name);
    expect(codeOf(self)).toEqual([422, "validation_failed"]);
    expect(self.body.errors).toMatchObject([{ path: "username" }]);
    for (const json of [{}, { username: "a" }, { username: "x".repeat(51) }, { username: 7 }]) {
      const wrong = await callForProblem(site, "/friends", { token: ada.token, json });
      expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "username"]);
    }
    const wrong = await callForProblem(site, `/friends/${ada.name}`, {
      method: "PUT",
      token: ada.token,
      json: { status: "perhaps" },
    });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "status"]);
  });

  it.each(["%00", "..%2f", "%F0%9F%92%A5", "a'b", "x".repeat(3_000), "me%20too"])(
    "are not found under the name %s",
    async (name) => {
      const ada = await newPlayer();
      for (const [method, path, json] of [
        ["PUT", "/friends/", { status: "accepted" }],
        ["DELETE", "/friends/"],
        ["PUT", "/blocks/"],
        ["DELETE", "/blocks/"],
      ] as const) {
        const { status } = await call(site, path + name, { method, token: ada.token, json });
        expect([method, status]).toEqual([method, 404]);
      }
    },
  );

  it("are asked at most 20 times a day: 429 with Retry-After", async () => {
    const ada = await newPlayer();
    for (let n = 0; n < 20; n += 1) await ask(ada, (await newPlayer()).name);
    const refused = await ask(ada, (await newPlayer()).name);
    expect(codeOf(refused)).toEqual([429, "too_many_requests"]);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(80_000);
  });
});

describe("blocks", () => {
  it("are put, listed and taken away; nobody else hears of them", async () => {
    const [ada, ben] = await newPlayers();
    await ask(ada, ben.name);
    await answer(ben, ada.name, "accepted");
    expect((await callAs(ben, "PUT", `/blocks/${ada.name}`)).status).toBe(204);
    expect((await callAs(ben, "PUT", `/blocks/${ada.name}`)).status).toBe(204);
    const listed = await callAs<Page<{ user: { username: string } }>>(ben, "GET", "/blocks");
    expect(listed.body).toMatchObject({
      items: [{ user: { username: ada.name } }],
      next_cursor: null,
    });
    expect((await callAs<Friends>(ada, "GET", "/friends")).body.friends).toEqual([]);
    expect((await callAs<Page<unknown>>(ada, "GET", "/blocks")).body.items).toEqual([]);

    // The one who is blocked asks as anybody else does, and sees the request.
    const asked = await ask(ada, ben.name);
    expect([asked.status, asked.body]).toMatchObject([201, { status: "pending" }]);
    expect(codeOf(await ask(ada, ben.name))).toEqual([409, "already_requested"]);
    const own = await callAs<Friends>(ada, "GET", "/friends");
    expect(own.body.requests.outgoing).toHaveLength(1);

    // The blocker sees and may answer nothing of it, and has to unblock first.
    const his = await callAs<Friends>(ben, "GET", "/friends");
    expect(his.body.requests.incoming).toEqual([]);
    expect(codeOf(await answer(ben, ada.name, "accepted"))).toEqual([404, "not_found"]);
    expect(codeOf(await ask(ben, ada.name))).toEqual([409, "blocked_by_you"]);
    expect((await callAs(ben, "DELETE", `/blocks/${ada.name}`)).status).toBe(204);
    expect(codeOf(await callAs(ben, "DELETE", `/blocks/${ada.name}`))).toEqual([404, "not_found"]);
    expect((await ask(ben, ada.name)).body).toMatchObject({ status: "accepted" });
  });

  it("are listed in pages, and not of oneself", async () => {
    const ada = await newPlayer();
    expect(codeOf(await callAs(ada, "PUT", `/blocks/${ada.name}`))).toEqual([
      422,
      "validation_failed",
    ]);
    const names: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { name } = await newPlayer();
      names.unshift(name);
      await callAs(ada, "PUT", `/blocks/${name}`);
    }
    const found: string[] = [];
    let cursor = "";
    do {
      const path = `/blocks?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await callAs<Page<{ user: { username: string } }>>(ada, "GET", path);
      found.push(...body.items.map(({ user }) => user.username));
      cursor = body.next_cursor ?? "";
    } while (cursor);
    expect(found).toEqual(names);
  });
});

describe("notifications", () => {
  it("are listed in pages with the number of unread ones, and marked as read", async () => {
    const ada = await newPlayer();
    for (let n = 0; n < 3; n += 1) await ask(await newPlayer(), ada.name);
    const first = await callAs<NotificationPage>(ada, "GET", "/notifications?limit=2");
    expect(first.body).toMatchObject({
      items: [
        { kind: "friend_request", read: false },
        { kind: "friend_request", read: false },
      ],
      unread: 3,
    });
    const next = `/notifications?limit=2&cursor=${first.body.next_cursor}`;
    const second = await callAs<NotificationPage>(ada, "GET", next);
    expect([second.body.items.length, second.body.next_cursor]).toEqual([1, null]);
    expect((await callAs(ada, "PUT", "/notifications/read")).status).toBe(204);
    const after = await callAs<NotificationPage>(ada, "GET", "/notifications");
    expect(after.body.unread).toBe(0);
    expect(after.body.items.every(({ read }) => read)).toBe(true);
  });

  it("follow the settings", async () => {
    const ada = await newPlayer();
    await ask(await newPlayer(), ada.name);
    const json = { notifications: { friend_request: false } };
    await call(site, "/user/settings", { method: "PUT", token: ada.token, json });
    const { body } = await callAs<NotificationPage>(ada, "GET", "/notifications");
    expect(body).toMatchObject({ items: [], unread: 0 });
  });
});

describe("a board among friends", () => {
  it("has the caller and friends; a visitor gets 401", async () => {
    const [ada, ben] = await newPlayers();
    await ask(ada, ben.name);
    await answer(ben, ada.name, "accepted");
    await storeResult(site.db, ada.caller, { score: 300 });
    await storeResult(site.db, ben.caller, { score: 400 });
    await storeResult(site.db, (await newPlayer()).caller, { score: 500 });
    const { body } = await callAs<Board>(ada, "GET", "/leaderboard?scope=friends");
    expect(body.players).toBe(2);
    expect(body.items).toMatchObject([
      { rank: 1, user: { username: ben.name }, score: 400 },
      { rank: 2, user: { username: ada.name }, score: 300 },
    ]);
    const visitor = await callForProblem(site, "/leaderboard?scope=friends");
    expect(codeOf(visitor)).toEqual([401, "unauthenticated"]);
    const wrong = await callForProblem(site, "/leaderboard?scope=enemies");
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "scope"]);
  });
});

describe("the forms of friends", () => {
  it("lead back to the page that they are on, in one round trip, and show what was refused", async () => {
    const [ada, ben] = await newPlayers();
    const post = async (by: Player, fields: Record<string, string>) => {
      const response = await fetch(`${site.origin}/friends`, {
        method: "POST",
        redirect: "manual",
        headers: { Origin: site.origin, Cookie: `__Host-access=${by.token}` },
        body: new URLSearchParams(fields),
      });
      const location = response.headers.get("Location");
      return {
        status: response.status,
        location,
        trips: roundTrips(response),
        text: await response.text(),
      };
    };
    const done = (location: string) => ({ status: 303, location, trips: 1 });
    const asked = await post(ada, { act: "ask", username: ben.name, from: "profile" });
    expect(asked).toMatchObject(done(`/u/${ben.name}`));
    for (const act of ["accept", "end", "block", "unblock"]) {
      const acted = await post(ben, { act, username: ada.name, from: "friends" });
      expect(acted).toMatchObject(done("/friends"));
    }
    const again = await post(ben, { act: "unblock", username: ada.name, from: "friends" });
    expect(again.status).toBe(404);
    expect(again.text).toContain(`${ada.name}`);
    expect(again.text).toContain("There is nothing of this kind between you and this player");
    const unknown = await post(ada, { act: "ask", username: "nobody_here", from: "friends" });
    expect(unknown.text).toContain("There is no such player");
    const foreign = await post(ada, { act: "ask", username: "//evil.example", from: "profile" });
    expect([foreign.status, foreign.location]).toEqual([422, null]);
  });
});
