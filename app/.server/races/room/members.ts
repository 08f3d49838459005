/** Who is in a room: seats, sockets, and who is ready. */
import { noteAlone } from "./alone.ts";
import { broadcast, closed, type Effect, roomChanged, viewOf } from "./effects.ts";
import { beginWhenReady, changedRoom, claimOf, reopenWhenAlone } from "./phases.ts";
import {
  type Connection,
  type Person,
  type Racer,
  type Room,
  racerOf,
  spectatorsOf,
} from "./room.ts";
import { welcomeTo } from "./welcome.ts";

/** Whether somebody may invite to a room, or why not. */
export type MayInvite = "yes" | "no_seat" | "begun" | "over";

export type RaceRole = "racer" | "spectator";

/** Returns a name that no racer of the room has: the same one with a number, if need be. */
function freeName(room: Room, name: string): string {
  const taken = new Set(room.racers.map(({ person }) => person.name));
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? name : `${name} ${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function seat(room: Room, person: Person, now: number): Racer {
  const name = person.user_id === null ? freeName(room, person.name) : person.name;
  const racer = {
    id: room.next_id,
    person: { ...person, name },
    connected: false,
    ready: false,
    since: now,
  };
  room.next_id += 1;
  room.racers.push(racer);
  return racer;
}

/** Whether the room takes nobody any more: its race is over. */
export const isOver = ({ phase }: Room) => phase === "finished";

/**
 * Gives somebody a seat, or the one they have. When the race has begun or every seat is taken, they watch.
 *
 * @returns the person under the name they have in this room
 */
export function join(
  room: Room,
  person: Person,
  now: number,
): { role: RaceRole; person: Person; effects: Effect[] } {
  const present = room.racers.find((racer) => racer.person.id === person.id);
  if (present) return { role: "racer", person: present.person, effects: [] };
  if (room.phase !== "open" || room.racers.length >= room.setup.seats)
    return { role: "spectator", person, effects: [] };
  const racer = seat(room, person, now);
  noteAlone(room, now);
  return { role: "racer", person: racer.person, effects: roomChanged(room, now) };
}

/** Whether an account may invite to the room now: with a seat, or as its maker, while it waits for its race. */
export function mayInvite({ phase, setup, racers }: Room, userId: string): MayInvite {
  if (phase === "finished") return "over";
  const belongs =
    setup.maker_id === userId || racers.some(({ person }) => person.user_id === userId);
  if (!belongs) return "no_seat";
  return phase === "open" ? "yes" : "begun";
}

/** Whether there is a place for another spectator: in the room, and of this network. */
function mayWatch(room: Room, { network }: Connection): boolean {
  const spectators = spectatorsOf(room);
  if (spectators.length >= room.limits.spectators) return false;
  const same = spectators.filter((each) => network !== null && each.network === network);
  return same.length < room.limits.network_spectators;
}

/**
 * Adds a socket. The newest socket of a person counts, and the one before is closed: of a phone that lost its network
 * the server does not know that the older one is dead.
 *
 * @param role as the ticket says; a racer whose seat was given up gets another one while there is one
 */
export function connect(
  room: Room,
  { id, person, role, network }: Pick<Connection, "id" | "person" | "network"> & { role: RaceRole },
  now: number,
): Effect[] {
  const effects: Effect[] = [];
  for (const other of room.connections.values()) {
    if (other.person.id !== person.id) continue;
    room.connections.delete(other.id);
    effects.push(closed(other, "replaced"));
    // Until the new one says hello: one that never does holds no seat.
    const racer = racerOf(room, other);
    if (racer) Object.assign(racer, { connected: false, since: now });
    noteAlone(room, now);
  }
  if (role === "racer") effects.push(...join(room, person, now).effects);
  const connection: Connection = {
    id,
    person,
    network,
    greeted: false,
    opened_at: now,
    allowance: room.limits.message_burst,
    counted_at: now,
    last_phrase_at: null,
  };
  if (!racerOf(room, connection) && !mayWatch(room, connection)) {
    return [...effects, closed(connection, "room_full")];
  }
  room.connections.set(id, connection);
  return effects;
}

/** Answers a `hello`: the socket gets the room, and of a race that has begun all it takes to go on or to watch. */
export function greet(room: Room, connection: Connection, now: number): Effect[] {
  connection.greeted = true;
  const racer = racerOf(room, connection);
  const wasAway = racer && !racer.connected;
  if (racer) racer.connected = true;
  noteAlone(room, now);
  if (racer && room.phase === "running") room.counts.resumes += 1;
  const begun = beginWhenReady(room, now);
  return [
    welcomeTo(room, connection, now),
    ...(racer ? claimOf(room, racer) : []),
    ...(wasAway ? roomChanged(room, now) : [roomSeen(room, now)]),
    ...begun,
  ];
}

/** Tells everybody of the room without storing it: spectators are not stored. */
const roomSeen = (room: Room, now: number): Effect =>
  broadcast(room, { type: "room", room: viewOf(room, now) });

/** Removes a socket. Its racer keeps the seat for a while, and the run goes on without keys. */
export function disconnect(room: Room, id: string, now: number): Effect[] {
  const connection = room.connections.get(id);
  if (!connection) return [];
  room.connections.delete(id);
  const racer = racerOf(room, connection);
  if (!racer) return [roomSeen(room, now)];
  racer.connected = false;
  racer.since = now;
  if (room.phase === "open") racer.ready = false;
  noteAlone(room, now);
  return changedRoom(room, now);
}

/** Makes a racer ready, or no longer. Who changes that again and again is not heard, which costs no write. */
export function setReady(room: Room, racer: Racer, ready: boolean, now: number): Effect[] {
  if (room.phase !== "open" || racer.ready === ready) return [];
  const { ready_changes, ready_window_ms } = room.limits;
  const lately = (racer.ready_changed ?? []).filter((at) => now - at < ready_window_ms);
  if (lately.length >= ready_changes) return [];
  racer.ready_changed = [...lately, now];
  racer.ready = ready;
  return changedRoom(room, now);
}

/** Gives a seat up before the race; who did so watches. */
export function leave(room: Room, racer: Racer, now: number): Effect[] {
  if (room.phase !== "open" && room.phase !== "countdown") return [];
  room.racers = room.racers.filter(({ id }) => id !== racer.id);
  noteAlone(room, now);
  const reopened = reopenWhenAlone(room, now);
  if (reopened.length > 0) return reopened;
  return changedRoom(room, now);
}
