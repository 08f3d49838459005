/** What a room asks of its surroundings. */
import { CLOSE_CODES, type CloseReason } from "../../../contracts/race-constants.ts";
import type { RaceRoom, ServerMessage } from "../../../contracts/race-protocol.ts";
import type { GhostWish } from "../run/ghost.ts";
import type { CountedBatch } from "../run/referee.ts";
import { type Connection, type Room, spectatorsOf } from "./room.ts";

export type Effect =
  /** Sends a message to some sockets. */
  | { type: "send"; to: string[]; message: ServerMessage }
  | { type: "close"; to: string; code: number; reason: CloseReason }
  /** Stores the room's record. */
  | { type: "save" }
  /** Stores what the room was made with, which has changed. */
  | { type: "save_setup" }
  /** Looks for ghosts, and then calls `ghostsFound`. */
  | { type: "find_ghosts"; wish: GhostWish }
  /** Stores a batch; its acknowledgement is sent by the next `flush`. */
  | { type: "batch"; racer: number; batch: CountedBatch }
  /** Asks for a `flush` soon. */
  | { type: "flush" }
  /** Greets a socket: the surroundings sign the ticket with which it comes back. */
  | {
      type: "welcome";
      to: string;
      message: Omit<Extract<ServerMessage, { type: "welcome" }>, "resume">;
    }
  /** Gives a guest what claims the run: the surroundings sign it. */
  | { type: "claim"; to: string; racer: number }
  /** Asks for tickets to the room of the next race for these sockets, and for that room if there is none yet: it counts as a start of `by`. */
  | { type: "rematch"; by: string; to: string[] }
  /** Ends the room: everything about it is deleted. */
  | { type: "delete" };

export const send = (to: Connection, message: ServerMessage): Effect => ({
  type: "send",
  to: [to.id],
  message,
});

/** Sends a message to every socket that said hello. */
export const broadcast = (room: Room, message: ServerMessage): Effect => ({
  type: "send",
  to: [...room.connections.values()].filter(({ greeted }) => greeted).map(({ id }) => id),
  message,
});

export const closed = (to: Connection, reason: CloseReason): Effect => ({
  type: "close",
  to: to.id,
  code: CLOSE_CODES[reason],
  reason,
});

function startsIn({ phase, since, gather_until, limits }: Room, now: number): number | null {
  if (phase === "countdown") return Math.max(0, since + limits.countdown_ms - now);
  if (phase !== "open" || gather_until === null) return null;
  return Math.max(0, gather_until - now) + limits.countdown_ms;
}

const GHOST = { kind: "ghost", connected: true, ready: true } as const;

/** Returns the room as everybody may see it. */
export function viewOf(room: Room, now: number): RaceRoom {
  const { race_id, code, seats, visibility, plan, ghosts } = room.setup;
  const { language, difficulty } = plan;
  return {
    race_id,
    code,
    language,
    difficulty,
    seats,
    visibility,
    phase: room.phase,
    starts_in_ms: startsIn(room, now),
    ghosts: room.alone && {
      in_ms: Math.max(0, room.alone.ghosts_at - now),
      misses: room.alone.misses,
    },
    racers: [
      ...room.racers.map(({ id, person, connected, ready }) => ({
        id,
        kind: person.user_id === null ? ("guest" as const) : ("player" as const),
        name: person.name,
        username: person.username,
        result_id: null,
        connected,
        ready,
      })),
      ...ghosts.map(({ id, name, username, result_id }) => ({
        ...GHOST,
        ...{ id, name, username },
        // By its run anybody could look the plan up, so it is told when the plan is.
        result_id: room.started_at === null ? null : result_id,
      })),
    ],
    spectators: spectatorsOf(room).length,
  };
}

/** Tells everybody how the room is now. */
export const roomChanged = (room: Room, now: number): Effect[] => [
  { type: "save" },
  broadcast(room, { type: "room", room: viewOf(room, now) }),
];
