/** The rules of making and joining races over HTTP. What happens in a room is in `room/`. */
import type { ServedPlan } from "../../contracts/game.ts";
import {
  type JoinedRace,
  type JoinRaceRequest,
  type QuickRaceRequest,
  type Race,
  type RaceRequest,
  SEATS,
} from "../../contracts/race.ts";
import type { RaceRoom } from "../../contracts/race-protocol.ts";
import { ENGINES } from "../../engine/index.ts";
import { SNIPPETS_A_GAME } from "../../engine/limits.ts";
import type { Caller } from "../auth/authorization/queries.ts";
import type { Db } from "../db/client.ts";
import { DomainError, inactiveAccount } from "../errors.ts";
import { planOf } from "../games/sessions/plan.ts";
import { startQuota, tooManyStarts } from "../games/start/quota.ts";
import type { LobbyCalls } from "./lobby.ts";
import { guestName } from "./names.ts";
import { findPerson, findRace, findRacePlan, type PersonRow } from "./queries.ts";
import type { MayInvite, RaceRole } from "./room/members.ts";
import { type Connection, isUnranked, type Person, type Setup } from "./room/room.ts";
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
  /** Returns whether an account may invite to the room; null without a room. */
  mayInvite(userId: string): Promise<MayInvite | null>;
}

export type Rooms = (code: string) => RoomCalls;

/** The objects in which races are run. */
export interface RaceObjects {
  rooms: Rooms;
  lobby: LobbyCalls;
}

/** What a request brings along besides its content. */
export interface RaceContext extends RaceObjects {
  db: Db;
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

export const noSuchRace = () => new DomainError("not_found", "There is no such race");
export const raceOver = () => new DomainError("race_over", "This race is over");

export type PlanChoice = Pick<Setup["plan"], "language" | "difficulty">;
type Draft = Omit<Setup, "race_id" | "code" | "unseen" | "ghosts">;

/**
 * Picks a plan. Counts as a start, also when the plan is not used.
 *
 * @throws `unauthenticated` when the account may not act, `too_many_starts`
 */
async function pickPlan(
  { db, caller, network, random }: Pick<RaceContext, "db" | "caller" | "network" | "random">,
  { language, difficulty }: PlanChoice,
  quota = startQuota(caller?.id ?? null, network),
  engines = ENGINES,
) {
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
  return {
    plan,
    snippet_versions: found.versions,
    maker: found.person ? player(found.person) : guest(random),
    rating: found.rating,
  };
}

/** Makes a room under a new code, which it returns. */
async function createRoom(
  { rooms, random }: Pick<RaceContext, "rooms" | "random">,
  draft: Draft,
): Promise<string> {
  for (;;) {
    const code = newCode(random);
    const setup = { ...draft, race_id: crypto.randomUUID(), code, unseen: null, ghosts: [] };
    if (await rooms(code).create(setup)) return code;
  }
}

/**
 * Makes the room of the next race, with another plan. It is joined by its link, whatever the one before was; but after a
 * race with ghosts, or of one racer, it is public, because nobody else would come.
 *
 * @param asker who asked for it first: it counts as a start of theirs
 * @throws `too_many_starts`
 */
export async function createNextRoom(
  context: Pick<RaceContext, "db" | "rooms" | "random">,
  setup: Setup,
  asker: Pick<Connection, "person" | "network">,
): Promise<string> {
  const {
    seats,
    plan: { language, difficulty },
  } = setup;
  const asGuest = { ...context, caller: undefined, network: null };
  const quota = startQuota(asker.person.user_id, asker.network);
  const { plan, snippet_versions } = await pickPlan(asGuest, { language, difficulty }, quota);
  const visibility = isUnranked(setup) ? "public" : "link";
  const draft: Draft = { seats, visibility, plan, snippet_versions, rating: null };
  return createRoom(context, draft);
}

/** Returns what somebody who joined needs to open the socket. */
async function ticketFor(
  { secret, now, origin }: RaceContext,
  code: string,
  { race_id, role, person }: Exclude<JoinAnswer, null> & { status: "joined" },
): Promise<JoinedRace> {
  return {
    race_id,
    code,
    url: `${origin}/race/${code}`,
    socket_url: `${origin.replace(/^http/, "ws")}/api/races/${code}/socket`,
    ticket: await signRaceTicket({ code, role, person }, secret, now),
    role,
  };
}

/** Lets somebody into a room. @throws `not_found`, `race_over` */
async function enter(context: RaceContext, code: string, person: Person): Promise<JoinedRace> {
  const answer = await context.rooms(code).join(person);
  if (!answer) throw noSuchRace();
  if (answer.status === "over") throw raceOver();
  return ticketFor(context, code, answer);
}

/**
 * Makes a race, and gives its maker the first seat.
 *
 * @throws `unauthenticated` when the account may not act, `too_many_starts`
 */
export async function createRace(
  context: RaceContext,
  { seats, visibility, ...choice }: RaceRequest,
): Promise<JoinedRace> {
  const { maker, ...plan } = await pickPlan(context, choice);
  const draft: Draft = { ...plan, seats, visibility, maker_id: context.caller?.id };
  return enter(context, await createRoom(context, draft), maker);
}

/**
 * Joins the public room that fits best, or makes one. Of the rooms that the lobby knows some may be full or gone
 * meanwhile.
 *
 * @throws `unauthenticated` when the account may not act, `too_many_starts`
 */
export async function quickRace(
  context: RaceContext,
  choice: QuickRaceRequest,
): Promise<JoinedRace> {
  const { maker: person, ...plan } = await pickPlan(context, choice);
  for (const code of await context.lobby.find({ ...choice, rating: plan.rating })) {
    const answer = await context.rooms(code).join(person);
    if (answer?.status === "joined" && answer.role === "racer") {
      return ticketFor(context, code, answer);
    }
    await context.lobby.unlist(code);
  }
  const draft: Draft = {
    ...plan,
    seats: SEATS.usual,
    visibility: "public",
    maker_id: person.user_id ?? undefined,
  };
  return enter(context, await createRoom(context, draft), person);
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

/** Returns a race: its room until it is over, and then what is stored of it. @throws `not_found` */
export async function race(
  { db, rooms }: Pick<RaceContext, "db" | "rooms">,
  code: string,
): Promise<Race> {
  const room = await rooms(code).view();
  if (room && room.phase !== "finished") return room;
  const stored = await findRace(db, code);
  if (stored) return { ...stored, phase: "finished" };
  // Its results are about to be stored.
  if (room) return room;
  throw noSuchRace();
}
