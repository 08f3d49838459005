/** Does acts of friends for people of a test, and reads what each of them sees. */
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { block, blocks, unblock } from "../../app/.server/friends/blocks/service.ts";
import { invite } from "../../app/.server/friends/invitations/service.ts";
import { notifications } from "../../app/.server/friends/notifications/service.ts";
import type { FindPresence } from "../../app/.server/friends/presence.ts";
import { answer, ask, end, friends } from "../../app/.server/friends/service.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { type Act, BLOCKS, INVITATIONS, isOnOther, LIMITS } from "./friends-model.ts";
import { callerOf, createPlayer } from "./players.ts";

export interface Person {
  caller: Caller;
  username: string;
}

/** For tests in which nobody is in a race. */
export const nobodyRaces: FindPresence = async () => [];

let count = 0;

/** Creates a player with a name of their own. */
export async function createPerson(db: Db): Promise<Person> {
  count += 1;
  const username = `person_${count}_${crypto.randomUUID().slice(0, 8)}`;
  return { caller: await createPlayer(db, { username }), username };
}

/** Returns the person of an account that was registered by the API. */
export const personOf = (account: SignedIn): Person => ({
  caller: callerOf(account),
  username: account.user.username,
});

/** Creates five players. */
export const createFive = (db: Db) =>
  Promise.all([
    createPerson(db),
    createPerson(db),
    createPerson(db),
    createPerson(db),
    createPerson(db),
  ]);

/** Makes two people friends. */
export async function befriend(db: Db, a: Person, b: Person): Promise<void> {
  await ask(db, a.caller, b.username);
  await ask(db, b.caller, a.username);
}

/** Activates or deactivates an account, as an administrator does, but without ending its sign-ins. */
export const setActive = (db: Db, { caller }: Person, is_active: boolean) =>
  db.updateTable("users").set({ is_active }).where("id", "=", caller.id).execute();

/** Does an act, and returns `pending` or `accepted` for a request, `done` for another, or the code of the error. */
export async function perform(db: Db, people: Person[], act: Act): Promise<string> {
  const by = people[act.by] as Person;
  if (!isOnOther(act)) {
    await setActive(db, by, act.act === "activate");
    return "done";
  }
  const { caller } = by;
  const { username } = people[act.on] as Person;
  const code = act.act === "invite" ? act.code : "";
  const acts = {
    ask: async () => (await ask(db, caller, username, LIMITS)).status,
    accept: () => answer(db, caller, username, { status: "accepted" }, LIMITS),
    decline: () => answer(db, caller, username, { status: "declined" }, LIMITS),
    end: () => end(db, caller, username),
    block: () => block(db, caller, username, BLOCKS),
    unblock: () => unblock(db, caller, username),
    invite: () => invite(db, caller, username, code, INVITATIONS),
  };
  try {
    return (await acts[act.act]()) ?? "done";
  } catch (error) {
    const { name, code } = error as { name: string; code: string };
    if (name !== "DomainError") throw error;
    return code;
  }
}

/** Returns what a person sees, as `FriendsModel.view` does. */
export async function seenBy(db: Db, people: Person[], { caller }: Person) {
  const indexOf = ({ user }: { user: { username: string } }) =>
    people.findIndex(({ username }) => username === user.username);
  const indexes = (items: { user: { username: string } }[]) =>
    items.map(indexOf).sort((a, b) => a - b);
  const [lists, blocked, notes] = await Promise.all([
    friends(db, caller, nobodyRaces),
    blocks(db, caller, { limit: 100 }),
    notifications(db, caller, { limit: 100 }),
  ]);
  return {
    friends: indexes(lists.friends),
    incoming: indexes(lists.requests.incoming),
    outgoing: indexes(lists.requests.outgoing),
    blocks: indexes(blocked.items),
    notifications: notes.items
      .map((note) => ({
        of: indexOf(note),
        text: [note.kind, indexOf(note), note.race_code ?? []].flat().join(" "),
      }))
      .sort((a, b) => a.of - b.of || a.text.localeCompare(b.text))
      .map(({ text }) => text),
  };
}
