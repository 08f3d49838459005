/** Rebuilds a room when its object wakes: after hibernation, a release, or a crash. */
import { requireEngine } from "../../app/.server/games/end/service.ts";
import { resumeRuns } from "../../app/.server/races/room/resume.ts";
import {
  type Connection,
  openRoom,
  type Room,
  type RoomRecord,
  recordOf,
} from "../../app/.server/races/room/room.ts";
import type { Bindings } from "../env.ts";
import { limitsOf } from "./limits.ts";
import { readBatches, writeRecord } from "./storage.ts";

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
  const engine = await requireEngine(record.setup.plan);
  const batches = record.started_at === null ? [] : readBatches(ctx.storage);
  const runs = resumeRuns(record, limits, engine, batches, Date.now());
  const room = openRoom(record, limits, engine, runs);
  for (const socket of ctx.getWebSockets()) {
    const { connection } = attachmentOf(socket);
    if (socket.readyState === WebSocket.OPEN) room.connections.set(connection.id, connection);
  }
  // After a crash the sockets are gone without a word.
  const present = new Set([...room.connections.values()].map(({ person }) => person.id));
  const gone = room.racers.filter(({ connected, person }) => connected && !present.has(person.id));
  for (const racer of gone) {
    racer.connected = false;
    racer.since = Date.now();
    // As for whoever loses the socket: nobody is ready who is not there.
    if (room.phase === "open") racer.ready = false;
  }
  // Or each wake would begin to wait for them anew.
  if (gone.length > 0) writeRecord(ctx.storage, recordOf(room));
  return room;
}
