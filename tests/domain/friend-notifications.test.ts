/** Notifications: who is told what, once, as long as it is true, and as the settings allow. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { changeSettings } from "../../app/.server/accounts/settings/service.ts";
import { block, unblock } from "../../app/.server/friends/blocks/service.ts";
import { invite } from "../../app/.server/friends/invitations/service.ts";
import {
  notifications,
  readNotifications,
} from "../../app/.server/friends/notifications/service.ts";
import { answer, ask, end } from "../../app/.server/friends/service.ts";
import { withDatabase } from "../support/database.ts";
import { befriend, createFive, createPerson, type Person } from "../support/friends.ts";
import { playGame } from "../support/players.ts";

const database = withDatabase(20);
const db = () => database.db;
const PAGE = { limit: 20 };

const kindsFor = async ({ caller }: Person) =>
  (await notifications(db(), caller, PAGE)).items.map(({ kind, user }) => [kind, user.username]);

const invitationsFor = async ({ caller }: Person) =>
  (await notifications(db(), caller, PAGE)).items
    .filter(({ kind }) => kind === "race_invitation")
    .map(({ user, race_code, read }) => [user.username, race_code, read]);

/** Moves a person's notifications a second back: of two of one millisecond the order is that of their ids. */
const passSecond = ({ caller }: Person) =>
  db()
    .updateTable("notifications")
    .set({ created_at: sql`created_at - interval '1 second'` })
    .where("user_id", "=", caller.id)
    .execute();

describe("notifications", () => {
  it("say who asked, who accepted, and who passed one's best, once a person, and can be switched off by kind", async () => {
    const [me, friend, asking] = await createFive(db());
    await db().insertInto("user_settings").values({ user_id: me.caller.id }).execute();
    await ask(db(), me.caller, friend.username);
    await answer(db(), friend.caller, me.username, { status: "accepted" });
    await passSecond(me);
    await ask(db(), asking.caller, me.username);
    await passSecond(me);
    const habits = { wpm: 60, until: 60_000 };
    await playGame(db(), me.caller, habits);
    const passed = await playGame(db(), friend.caller, { ...habits, wpm: 75 });
    await playGame(db(), friend.caller, { ...habits, wpm: 80 });
    expect(await kindsFor(me)).toEqual([
      ["best_passed", friend.username],
      ["friend_request", asking.username],
      ["friend_accepted", friend.username],
    ]);
    const { items, unread } = await notifications(db(), me.caller, PAGE);
    expect(unread).toBe(3);
    expect(items[0]?.result_id).toBe(passed.ended.result.id);
    // Nobody else is told: not the friend whose own best is the higher one, nor a stranger.
    expect(await kindsFor(friend)).toEqual([]);
    expect(await kindsFor(asking)).toEqual([]);
    await changeSettings(db(), me.caller, { notifications: { best_passed: false } });
    expect(await kindsFor(me)).toHaveLength(2);
    await readNotifications(db(), me.caller);
    expect((await notifications(db(), me.caller, PAGE)).unread).toBe(0);
  });

  it("of a request go when it is withdrawn or answered, and come anew with a new one", async () => {
    const [me, asking] = await Promise.all([createPerson(db()), createPerson(db())]);
    await ask(db(), asking.caller, me.username);
    await readNotifications(db(), me.caller);
    await end(db(), asking.caller, me.username);
    expect(await kindsFor(me)).toEqual([]);
    await ask(db(), asking.caller, me.username);
    expect((await notifications(db(), me.caller, PAGE)).unread).toBe(1);
    await answer(db(), me.caller, asking.username, { status: "declined" });
    expect(await kindsFor(me)).toEqual([]);
    expect(await kindsFor(asking)).toEqual([]);
  });

  it("of somebody who is blocked are not shown, before and after the block", async () => {
    const [me, asking] = await Promise.all([createPerson(db()), createPerson(db())]);
    await block(db(), me.caller, asking.username);
    await ask(db(), asking.caller, me.username);
    expect(await notifications(db(), me.caller, PAGE)).toMatchObject({ items: [], unread: 0 });
    await unblock(db(), me.caller, asking.username);
    expect(await kindsFor(me)).toEqual([["friend_request", asking.username]]);
  });

  it("of an invitation are one for each friend, with the code of the latest race, and go with the friendship", async () => {
    const [me, friend, other] = await createFive(db());
    for (const each of [friend, other]) await befriend(db(), me, each);
    await readNotifications(db(), me.caller);
    await invite(db(), friend.caller, me.username, "AAAAAAAA");
    await invite(db(), friend.caller, me.username, "BBBBBBBB");
    await passSecond(me);
    await invite(db(), other.caller, me.username, "AAAAAAAA");
    expect(await invitationsFor(me)).toEqual([
      [other.username, "AAAAAAAA", false],
      [friend.username, "BBBBBBBB", false],
    ]);
    await readNotifications(db(), me.caller);
    // The same again is no news; another race is.
    await invite(db(), friend.caller, me.username, "BBBBBBBB");
    expect((await notifications(db(), me.caller, PAGE)).unread).toBe(0);
    await invite(db(), friend.caller, me.username, "CCCCCCCC");
    expect((await notifications(db(), me.caller, PAGE)).unread).toBe(1);
    await end(db(), friend.caller, me.username);
    await block(db(), me.caller, other.username);
    expect(await invitationsFor(me)).toEqual([]);
  });

  it("of an invitation lead nowhere after half an hour, and are not counted; the same race is news again then", async () => {
    const [me, friend] = await Promise.all([createPerson(db()), createPerson(db())]);
    await befriend(db(), me, friend);
    await readNotifications(db(), me.caller);
    await invite(db(), friend.caller, me.username, "AAAAAAAA");
    const age = (minutes: number) =>
      db()
        .updateTable("notifications")
        .set({ created_at: sql`clock_timestamp() - make_interval(mins => ${minutes})` })
        .where("kind", "=", "race_invitation")
        .where("user_id", "=", me.caller.id)
        .execute();
    const unread = async () => (await notifications(db(), me.caller, PAGE)).unread;
    await age(29);
    expect([await invitationsFor(me), await unread()]).toEqual([
      [[friend.username, "AAAAAAAA", false]],
      1,
    ]);
    await age(30);
    expect([await invitationsFor(me), await unread()]).toEqual([
      [[friend.username, null, true]],
      0,
    ]);
    await invite(db(), friend.caller, me.username, "AAAAAAAA");
    expect(await unread()).toBe(1);
  });

  it("of an invitation can be switched off, and who invites is not told", async () => {
    const [me, friend] = await Promise.all([createPerson(db()), createPerson(db())]);
    await db().insertInto("user_settings").values({ user_id: me.caller.id }).execute();
    await befriend(db(), me, friend);
    await changeSettings(db(), me.caller, { notifications: { race_invitation: false } });
    await invite(db(), friend.caller, me.username, "AAAAAAAA");
    expect(await invitationsFor(me)).toEqual([]);
  });

  it("are marked while friends end games and others mark, without a deadlock", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => createPerson(db())));
    for (const [index, a] of people.entries()) {
      for (const b of people.slice(index + 1)) await befriend(db(), a, b);
    }
    const ids = people.map(({ caller }) => caller.id);
    // As the end of a game does: it locks its player, then writes a row for each friend, in any order.
    const ends = Array.from({ length: 300 }, (_, n) => people[n % 4] as Person).map(
      ({ caller }) => sql`
        WITH player AS MATERIALIZED (SELECT id FROM users WHERE id = ${caller.id} FOR NO KEY UPDATE),
        readers AS MATERIALIZED (
          SELECT friend.id FROM users friend WHERE friend.id = ANY (${ids}) AND friend.id <> ${caller.id}
          ORDER BY random())
        SELECT notify(ARRAY(SELECT id FROM readers), 'best_passed', player.id) FROM player`,
    );
    const reads = Array.from({ length: 300 }, (_, n) => people[n % 4] as Person);
    await Promise.all(
      reads.flatMap(({ caller }, n) => [readNotifications(db(), caller), ends[n]?.execute(db())]),
    );
  });
});
