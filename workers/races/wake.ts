/** Rebuilds a room when its object wakes: after hibernation, a release, or a crash. */
import { requireEngine } from "../../app/.server/games/end/service.ts";
import {
  type Connection,
  openRoom,
  type Room,
  type RoomRecord,
} from "../../app/.server/races/room/room.ts";
import { resumeRun } from "../../app/.server/races/run/referee.ts";
import type { Bindings } from "../env.ts";
import { limitsOf } from "./limits.ts";
import { readBatches } from "./storage.ts";

/** What a socket keeps while the object hibernates. */
export interface Attachment {
  connection: Connection;
  /** The ticket with which its person comes back. */
  resume: string;
}

export const attachmentOf = (socket: WebSocket) => socket.deserializeAttachment() as Attachment;

/** Returns the room with its runs as the stored batches have them, and with the sockets that are still open. */
export async function wakeRoom(
  ctx: DurableObjectState,
  env: Bindings,
  record: RoomRecord,
): Promise<Room> {
  const limits = limitsOf(env);
  const { plan } = record.setup;
  const engine = await requireEngine(plan);
  const room = openRoom(record, limits, engine);
  if (record.started_at !== null) {
    const batches = readBatches(ctx.storage);
    for (const { id } of record.racers) {
      const own = batches.filter(({ racer }) => racer === id).map(({ batch }) => batch);
      room.runs.set(id, resumeRun(engine, plan, limits.lag, own));
    }
  }
  for (const socket of ctx.getWebSockets()) {
    const { connection } = attachmentOf(socket);
    if (socket.readyState === WebSocket.OPEN) room.connections.set(connection.id, connection);
  }
  // After a crash the sockets are gone without a word.
  const present = new Set([...room.connections.values()].map(({ person }) => person.id));
  for (const racer of room.racers) {
    if (!racer.connected || present.has(racer.person.id)) continue;
    racer.connected = false;
    racer.since = Date.now();
  }
  return room;
}
