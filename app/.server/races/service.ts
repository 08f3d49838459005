/** The rules of making and joining races over HTTP. What happens in a room is in `room/`. */
import type { ServedPlan } from "../../contracts/game.ts";
import type { JoinedRace, JoinRaceRequest, Race, RaceRequest } from "../../contracts/race.ts";
import type { RaceRoom } from "../../contracts/race-protocol.ts";
import { ENGINES } from "../../engine/index.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import { planOf } from "../games/sessions/plan.ts";
import { SNIPPETS_A_GAME } from "../games/sessions/service.ts";
import { startQuota, tooManyStarts } from "../games/start/quota.ts";
import { guestName } from "./names.ts";
import { findPerson, findRace, findRacePlan, type PersonRow } from "./queries.ts";
import type { RaceRole } from "./room/members.ts";
import type { Person, Setup } from "./room/room.ts";
import { readRaceTicket, signRaceTicket } from "./tickets.ts";

/** What a room answers to somebody who joins; null without a room. */
export type JoinAnswer =
  | { status: "joined"; race_id: string; role: RaceRole; person: Person }
  | { status: "over" }
  | null;

/** The calls of a room; the Worker finds it by its code. */
export interface RoomCalls {
  /** Makes the room. Returns false if there is one of this code already. */
  create(setup: Setup): Promise<boolean>;
  join(person: Person): Promise<JoinAnswer>;
  /** Returns the room as everybody may see it; null without a room. */
  view(): Promise<RaceRoom | null>;
}

export type Rooms = (code: string) => RoomCalls;

/** What a request brings along besides its content. */
export interface RaceContext {
  db: Db;
  rooms: Rooms;
  caller: Caller | undefined;
  secret: string;
  now: Date;
  /** The network of the request, whose starts are counted; null when it is not known. */
  network: string | null;
  /** `https://…`, without a trailing slash. */
  origin: string;
  /** Returns a number from 0 to below 1. */
  random(): number;
}

/** Letters and digits that nobody confuses. */
const CODE_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE_LENGTH = 8;

const newCode = (random: () => number) =>
  Array.from({ length: CODE_LENGTH }, () =>
    CODE_CHARACTERS.charAt(Math.floor(random() * CODE_CHARACTERS.length)),
  ).join("");

const newSeed = (random: () => number) => Math.floor(random() * 2 ** 31);

const guest = (random: () => number): Person => ({
  id: crypto.randomUUID(),
  user_id: null,
  username: null,
  name: guestName(random),
});

const player = ({ id, username, display_name }: PersonRow): Person => ({
  id,
  user_id: id,
  username,
  name: display_name,
});

const noSuchRace = () => new DomainError("not_found", "There is no such race");
const raceOver = () => new DomainError("race_over", "This race is over");

/**
 * Picks a plan and makes a room for it.
 *
 * @returns its code, and who made it
 * @throws `unauthenticated` when the account may not act, `too_many_starts`
 */
export async function createRoom(
  { db, rooms, caller, network, random }: RaceContext,
  { language, difficulty, seats, visibility }: RaceRequest,
  engines = ENGINES,
): Promise<{ code: string; maker: Person }> {
  const quota = startQuota(caller?.id ?? null, network);
  const choice = { language, difficulty, snippetCount: SNIPPETS_A_GAME };
  const found = await findRacePlan(db, caller, choice, quota);
  if (!found) throw inactiveAccount();
  if (found.wait > 0) throw tooManyStarts(found.wait);
  const plan: ServedPlan = planOf({
    seed: newSeed(random),
    language,
    difficulty,
    mode: "race",
    engine_version: engines.current,
    snippets: found.snippets,
  });
  const maker = found.person ? player(found.person) : guest(random);
  for (;;) {
    const code = newCode(random);
    const setup = {
      race_id: crypto.randomUUID(),
      code,
      seats,
      visibility,
      plan,
      snippet_versions: found.versions,
    };
    if (await rooms(code).create(setup)) return { code, maker };
  }
}

/** Lets somebody into a room. @throws `not_found`, `race_over` */
async function enter(context: RaceContext, code: string, person: Person): Promise<JoinedRace> {
  const { rooms, secret, now, origin } = context;
  const answer = await rooms(code).join(person);
  if (!answer) throw noSuchRace();
  if (answer.status === "over") throw raceOver();
  const { race_id, role } = answer;
  return {
    race_id,
    code,
    url: `${origin}/race/${code}`,
    socket_url: `${origin.replace(/^http/, "ws")}/api/races/${code}/socket`,
    ticket: await signRaceTicket({ code, role, person: answer.person }, secret, now),
    role,
  };
}

/** Makes a race, and gives its maker the first seat. Throws what `createRoom` throws. */
export async function createRace(context: RaceContext, request: RaceRequest): Promise<JoinedRace> {
  const { code, maker } = await createRoom(context, request);
  return enter(context, code, maker);
}

/**
 * Joins a race: as a racer while there is a seat, otherwise to watch. An account has one seat; a guest keeps theirs by
 * the ticket.
 *
 * @throws `unauthenticated` when the account may not act, `not_found`, `race_over`
 */
export async function joinRace(
  context: RaceContext,
  code: string,
  { ticket }: JoinRaceRequest,
): Promise<JoinedRace> {
  const { db, caller, secret, random } = context;
  if (caller) {
    const person = await findPerson(db, caller);
    if (!person) throw inactiveAccount();
    return enter(context, code, player(person));
  }
  const known = ticket === undefined ? undefined : await readRaceTicket(ticket, code, secret);
  // Of an account's ticket nothing follows for a visitor who is not signed in.
  const person = known?.person.user_id === null ? known.person : guest(random);
  return enter(context, code, person);
}

/** Returns a race: its room while it is there, otherwise what is stored of it. @throws `not_found` */
export async function race(
  { db, rooms }: Pick<RaceContext, "db" | "rooms">,
  code: string,
): Promise<Race> {
  const room = await rooms(code).view();
  if (room) return room;
  const stored = await findRace(db, code);
  if (!stored) throw noSuchRace();
  return { ...stored, phase: "finished" };
}
