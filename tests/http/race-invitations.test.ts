/** Invitations to races over HTTP: every status, each in one round trip; and who of one's friends is in a race. */
import { describe, expect, it } from "vitest";
import type { Friends, NotificationPage } from "../../app/contracts/friends.ts";
import type { Problem } from "../../app/contracts/problem.ts";
import { call, register, roundTrips } from "../support/api.ts";
import { befriend } from "../support/friends.ts";
import { callerOf } from "../support/players.ts";
import { joinRace, newRace, startRace } from "../support/race-clients.ts";
import { RaceSocket } from "../support/racers.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

async function newPlayer() {
  const account = await register(site);
  const { username } = account.user;
  return { token: account.access_token, username, caller: callerOf(account) };
}
type Player = Awaited<ReturnType<typeof newPlayer>>;

async function newFriends(): Promise<[Player, Player]> {
  const [ada, ben] = await Promise.all([newPlayer(), newPlayer()]);
  await befriend(site.db, ada, ben);
  return [ada, ben];
}

/** Invites, requires that it takes one round trip, and returns the status and the problem. */
async function invite({ token }: Player, code: string, username: string) {
  const answer = await call<Problem>(site, `/races/${code}/invite`, { token, json: { username } });
  expect(roundTrips(answer)).toBe(1);
  return { ...answer, is: [answer.status, answer.body?.code] };
}

const invitationsOf = async ({ token }: Player) =>
  (await call<NotificationPage>(site, "/notifications", { token })).body.items
    .filter(({ kind }) => kind === "race_invitation")
    .map(({ user, race_code }) => [user.username, race_code]);

const seenBy = async ({ token }: Player) => {
  const { body } = await call<Friends>(site, "/friends", { token });
  return body.friends.map(({ in_race, race }) => ({ in_race, race }));
};

describe("an invitation to a race", () => {
  it("reaches a friend once, and the one to the next race takes its place", async () => {
    const [ada, ben] = await newFriends();
    const { code } = await newRace(site, ada.token);
    for (let n = 0; n < 2; n += 1) expect((await invite(ada, code, ben.username)).status).toBe(204);
    expect(await invitationsOf(ben)).toEqual([[ada.username, code]]);
    const next = await newRace(site, ada.token);
    await invite(ada, next.code, ben.username.toUpperCase());
    expect(await invitationsOf(ben)).toEqual([[ada.username, next.code]]);
    expect(await invitationsOf(ada)).toEqual([]);
  });

  it("comes from those who have a seat alone, while the race has not begun", async () => {
    const [ada, ben] = await newFriends();
    const [eve, mia] = await newFriends();
    const made = await newRace(site, ada.token, { language: "PYTHON", seats: 2 });
    expect((await invite(eve, made.code, mia.username)).is).toEqual([403, "forbidden"]);
    const joined = (await joinRace(site, made.code, eve.token)).body;
    expect((await invite(eve, made.code, mia.username)).status).toBe(204);
    const racers = await startRace([made, joined]);
    expect((await invite(ada, made.code, ben.username)).is).toEqual([409, "race_begun"]);
    for (const racer of racers) racer.sendBatch(true);
    await racers[0]?.socket.first("stored");
    expect((await invite(ada, made.code, ben.username)).is).toEqual([410, "race_over"]);
    for (const { socket } of racers) socket.close();
    expect((await invite(ada, "ABCDEFGH", ben.username)).is).toEqual([404, "not_found"]);
    expect(await invitationsOf(ben)).toEqual([]);
  });

  it("is refused alike for everybody who is no friend: a stranger, who blocks, is gone or was never there", async () => {
    const [ada, blocking] = await newFriends();
    const [gone, asked] = [await newPlayer(), await newPlayer()];
    await befriend(site.db, ada, gone);
    await site.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", gone.caller.id)
      .execute();
    await call(site, "/friends", { token: ada.token, json: { username: asked.username } });
    await call(site, `/blocks/${ada.username}`, { method: "PUT", token: blocking.token });
    const { code } = await newRace(site, ada.token);
    const names = [blocking, gone, asked, await newPlayer(), ada].map(({ username }) => username);
    for (const username of [...names, "nobody_at_all"]) {
      const { status, body } = await invite(ada, code, username);
      expect([username, status, body]).toEqual([
        username,
        404,
        expect.objectContaining({
          code: "not_found",
          errors: [
            {
              path: "username",
              message: "Only friends can be invited, and you have no friend of this name",
            },
          ],
        }),
      ]);
    }
    for (const json of [{}, { username: 7 }, { username: "x".repeat(51) }]) {
      const path = `/races/${code}/invite`;
      const wrong = await call<Problem>(site, path, { token: ada.token, json });
      expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "username"]);
    }
  });

  it("can be sent 20 times an hour: 429 with Retry-After", async () => {
    const [ada, ben] = await newFriends();
    for (let n = 0; n < 20; n += 1) {
      const { code } = await newRace(site, ada.token);
      expect((await invite(ada, code, ben.username)).status).toBe(204);
    }
    const { code } = await newRace(site, ada.token);
    const refused = await invite(ada, code, ben.username);
    expect(refused.is).toEqual([429, "too_many_invitations"]);
    const wait = Number(refused.headers.get("Retry-After"));
    expect([wait > 3_500, wait <= 3_600]).toEqual([true, true]);
  });
});

describe("who is in a race", () => {
  const NOT = { in_race: false, race: null };

  it("is seen by friends from the first socket on, and no code of a race that is joined by its link", async () => {
    const [ada, ben] = await newFriends();
    const stranger = await newFriends();
    const made = await newRace(site, ada.token);
    expect(await seenBy(ben)).toEqual([NOT]);
    const socket = new RaceSocket(made);
    await socket.greeted();
    await expect.poll(() => seenBy(ben)).toEqual([{ in_race: true, race: null }]);
    expect(await seenBy(stranger[0])).toEqual([NOT]);
    socket.close();
    await expect.poll(() => seenBy(ben)).toEqual([NOT]);
  });

  it("leads to a public race as long as it has a free seat, and ends with the race", async () => {
    const [ada, ben] = await newFriends();
    const json = { language: "REACT", visibility: "public", seats: 2 };
    const made = await newRace(site, ada.token, json);
    const socket = new RaceSocket(made);
    await socket.greeted();
    await expect.poll(() => seenBy(ben)).toEqual([{ in_race: true, race: made.code }]);
    const joined = (await joinRace(site, made.code)).body;
    await expect.poll(() => seenBy(ben)).toEqual([{ in_race: true, race: null }]);
    const other = new RaceSocket(joined);
    await other.greeted();
    await socket.first("start");
    expect(await seenBy(ben)).toEqual([{ in_race: true, race: null }]);
    for (const each of [socket, other]) {
      each.send({ type: "keys", seq: 1, keys: [], until: 0, quit: true });
    }
    await socket.first("finished");
    await expect.poll(() => seenBy(ben)).toEqual([NOT]);
    for (const each of [socket, other]) each.close();
  });

  it("ends for each other with the friendship and with a block", async () => {
    const [ada, ben] = await newFriends();
    const [eve, mia] = await newFriends();
    const sockets = [new RaceSocket(await newRace(site, ada.token))];
    sockets.push(new RaceSocket(await newRace(site, eve.token)));
    for (const socket of sockets) await socket.greeted();
    for (const friend of [ben, mia]) {
      await expect.poll(() => seenBy(friend)).toEqual([{ in_race: true, race: null }]);
    }
    await call(site, `/friends/${ben.username}`, { method: "DELETE", token: ada.token });
    await call(site, `/blocks/${mia.username}`, { method: "PUT", token: eve.token });
    for (const friend of [ben, mia]) expect(await seenBy(friend)).toEqual([]);
    for (const socket of sockets) socket.close();
  });
});

describe("the form that makes a race and invites", () => {
  const post = (by: Player, fields: Record<string, string>) =>
    fetch(`${site.origin}/friends`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: site.origin, Cookie: `__Host-access=${by.token}` },
      body: new URLSearchParams({ act: "race", language: "REACT", difficulty: "HARD", ...fields }),
    });

  it("leads to the race in two round trips, which the friend is invited to", async () => {
    const [ada, ben] = await newFriends();
    const response = await post(ada, { username: ben.username });
    const code = /^\/race\/(\w{8})$/.exec(response.headers.get("Location") ?? "")?.[1];
    expect([response.status, roundTrips(response)]).toEqual([303, 2]);
    expect(await invitationsOf(ben)).toEqual([[ada.username, code]]);
    const { body } = await call(site, `/races/${code}`);
    expect(body).toMatchObject({
      language: "REACT",
      difficulty: "HARD",
      visibility: "link",
      racers: [{ username: ada.username }],
    });
  });

  it("says on the page of friends what was refused", async () => {
    const [ada, ben] = [await newPlayer(), await newPlayer()];
    const refused = await post(ada, { username: ben.username });
    expect(refused.status).toBe(404);
    expect(await refused.text()).toContain("Only friends can be invited");
    expect((await post(ada, { username: ben.username, language: "COBOL" })).status).toBe(422);
  });
});
