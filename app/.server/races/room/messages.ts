/**
 * What a room does with the messages of a socket. A message that is too long, too fast, unknown or out of order closes
 * that socket with a code and a reason, and changes nothing for anybody else.
 */
import { type CloseReason, MAX_MESSAGE, RACE_PROTOCOL } from "../../../contracts/race-constants.ts";
import {
  type Batch,
  type ClientMessage,
  clientMessageSchema,
} from "../../../contracts/race-protocol.ts";
import { isOrdered, receiveBatch } from "../run/referee.ts";
import { playAlone } from "./alone.ts";
import { broadcast, closed, type Effect, send } from "./effects.ts";
import { disconnect, greet, leave, setReady } from "./members.ts";
import { type Connection, elapsedAt, type Racer, type Room, racerOf } from "./room.ts";

/** Counts a message. Returns false when the socket sends more than it may. */
function countMessage({ limits }: Room, connection: Connection, now: number): boolean {
  const refilled = ((now - connection.counted_at) / 1_000) * limits.messages_per_second;
  connection.allowance = Math.min(
    limits.message_burst,
    connection.allowance + Math.max(0, refilled),
  );
  connection.counted_at = now;
  if (connection.allowance < 1) return false;
  connection.allowance -= 1;
  return true;
}

function parse(text: unknown): ClientMessage | CloseReason {
  if (typeof text !== "string") return "bad_message";
  if (text.length > MAX_MESSAGE) return "too_long";
  try {
    return clientMessageSchema.safeParse(JSON.parse(text)).data ?? "bad_message";
  } catch {
    return "bad_message";
  }
}

const sameKeys = (a: Batch["keys"], b: Batch["keys"]) =>
  a.length === b.length && a.every(([t, key], i) => t === b[i]?.[0] && key === b[i]?.[1]);

function takeKeys(room: Room, racer: Racer, batch: Batch, now: number): Effect[] | CloseReason {
  const run = room.runs.get(racer.id);
  // Nobody has the plan yet, so these keys are guessed.
  if (!run) return "out_of_order";
  const corrections = room.unacknowledged.get(racer.id) ?? [];
  if (batch.seq > run.seq + 1) return "out_of_order";
  if (!isOrdered(batch)) return "bad_message";
  room.unacknowledged.set(racer.id, corrections);
  // It was sent again, because its acknowledgement was lost.
  if (batch.seq <= run.seq) return [{ type: "flush" }];
  // The results are stored, or about to be.
  if (room.phase !== "running") return [];
  const counted = receiveBatch(run, batch, elapsedAt(room, now), room.limits.lag);
  if (!sameKeys(counted.keys, batch.keys)) corrections.push({ seq: batch.seq, keys: counted.keys });
  return [{ type: "batch", racer: racer.id, batch: counted }, { type: "flush" }];
}

function sayPhrase(room: Room, connection: Connection, racer: Racer, phrase: number, now: number) {
  const { last_phrase_at: last } = connection;
  if (last !== null && now - last < room.limits.phrase_ms) return [];
  connection.last_phrase_at = now;
  return [broadcast(room, { type: "phrase", id: racer.id, phrase })];
}

/** The first who asks invites all racers who are there; then each gets in who asks. */
function askForRematch(room: Room, connection: Connection): Effect[] {
  if (!room.finish) return [];
  // In the order of the racers, so that they have the same seats again.
  const sockets = [...room.connections.values()].filter(({ greeted }) => greeted);
  const racers = room.racers.flatMap(
    ({ person }) => sockets.find((each) => each.person.id === person.id) ?? [],
  );
  const invited = room.finish.next === null ? racers : [connection];
  return [{ type: "rematch", by: connection.id, to: invited.map(({ id }) => id) }];
}

function act(
  room: Room,
  connection: Connection,
  message: ClientMessage,
  now: number,
): Effect[] | CloseReason {
  if (message.type === "hello") return "out_of_order";
  if (message.type === "ping") return [send(connection, { type: "pong", id: message.id })];
  const racer = racerOf(room, connection);
  // It may be of somebody who had a seat when it was sent, and has lost it since. Keys are never: who races keeps the seat.
  if (!racer) return message.type === "keys" ? "not_allowed" : [];
  switch (message.type) {
    case "ready":
      return setReady(room, racer, message.ready, now);
    case "alone":
      return playAlone(room, racer, now);
    case "leave":
      return leave(room, racer, now);
    case "keys":
      return takeKeys(room, racer, message, now);
    case "phrase":
      return sayPhrase(room, connection, racer, message.phrase, now);
    case "rematch":
      return askForRematch(room, connection);
  }
}

function answer(room: Room, connection: Connection, text: unknown, now: number) {
  if (!countMessage(room, connection, now)) return "too_fast";
  const message = parse(text);
  if (typeof message === "string") return message;
  if (connection.greeted) return act(room, connection, message, now);
  if (message.type !== "hello") return "hello_expected";
  return message.version === RACE_PROTOCOL ? greet(room, connection, now) : "wrong_version";
}

/** Handles a message of a socket; one of a socket that is closed already does nothing. */
export function receive(room: Room, id: string, text: unknown, now: number): Effect[] {
  const connection = room.connections.get(id);
  if (!connection) return [];
  room.counts.messages += 1;
  const effects = answer(room, connection, text, now);
  if (typeof effects !== "string") return effects;
  return [...disconnect(room, id, now), closed(connection, effects)];
}
