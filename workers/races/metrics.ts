/** What rooms tell the metrics: sums, at the end of a race and of a room, so that no message costs a write. */
import { newCounts, type Room, type RoomCounts } from "../../app/.server/races/room/room.ts";
import type { CloseReason } from "../../app/contracts/race-constants.ts";
import type { Bindings } from "../env.ts";
import { recordMetric, storeSoon } from "../metrics.ts";

type RoomEvent = "raced" | "unused" | "not_stored";

const KIND = { kind: "race", milliseconds: 0 } as const;

/** Records that a socket was closed for a reason, so many times. */
const recordClosed = (env: Bindings, reason: string, count: number) =>
  recordMetric(env, { ...KIND, name: `closed ${reason}`, outcome: "closed" }, count);

type WaitUntil = (work: Promise<unknown>) => void;

/** Records what a room has counted; it counts from zero then. */
export function recordRoom(
  env: Bindings,
  room: Room,
  event: RoomEvent | undefined,
  waitUntil: WaitUntil,
): void {
  const { messages, resumes, closed } = room.counts;
  room.counts = newCounts();
  if (event) recordMetric(env, { ...KIND, name: "rooms", outcome: event });
  recordMetric(env, { ...KIND, name: "messages", outcome: "received" }, messages);
  recordMetric(env, { ...KIND, name: "resumes", outcome: "resumed" }, resumes);
  for (const [reason, count] of Object.entries(closed)) recordClosed(env, reason, count);
  storeSoon(env, waitUntil);
}

/** Records that a socket was refused where there is no room to count it. */
export function recordRefusal(env: Bindings, reason: CloseReason, waitUntil: WaitUntil): void {
  recordClosed(env, reason, 1);
  storeSoon(env, waitUntil);
}

/** Counts a socket that the room closes for a reason. At the end of a room all of them close, which says nothing. */
export function countClosed({ closed }: RoomCounts, reason: CloseReason): void {
  if (reason !== "room_closed") closed[reason] = (closed[reason] ?? 0) + 1;
}
