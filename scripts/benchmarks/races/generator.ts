/**
 * The racers of `npm run bench:races`, in a process of their own, so that their processor time is known. The parent sends
 * what to race, and gets the figures of a time in which all rooms type.
 */

import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Room } from "./room.ts";

export interface Order {
  origin: string;
  rooms: number;
  /** How long the figures are taken. */
  seconds: number;
}

export interface Figures {
  /** Milliseconds from a key to the others' screens. */
  latencies: number[];
  keys: number;
  /** Of all sockets, in the time. */
  bytesUp: number;
  bytesDown: number;
  messagesUp: number;
  messagesDown: number;
  /** Seconds of processor time of this process, and by how much its own timers were late (99th percentile). */
  cpu: number;
  late: number;
  /** Sockets that were closed during the race. */
  closed: string[];
  /** Rooms whose race was over before the time was: without keys production falls. */
  over: number;
}

/** Rooms are made one after the other in so many lanes. */
const LANES = 8;
/** The time in which the rooms begin, one after the other: their plans are computed then. */
const BEGIN_MS = 40;
const SETTLE_MS = 3_000;

type Told = "measuring" | "measured";
const tell = (told: Told, figures?: Figures) => process.send?.({ told, figures });

async function openRooms({ origin, rooms, seconds }: Order): Promise<Room[]> {
  // Long enough for rooms that begin first.
  const raceMs = (seconds + 60) * 1_000 + rooms * BEGIN_MS;
  const opened: Room[] = [];
  let next = 0;
  const lane = async () => {
    while (next < rooms) {
      next += 1;
      opened.push(await Room.open(origin, next, raceMs));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return opened;
}

const sumOf = (
  rooms: readonly Room[],
  field: "sent" | "received" | "sentBytes" | "receivedBytes",
) =>
  rooms.reduce(
    (sum, { typists }) => sum + typists.reduce((all, each) => all + each.connection[field], 0),
    0,
  );

const countsOf = (rooms: readonly Room[]) => ({
  bytesUp: sumOf(rooms, "sentBytes"),
  bytesDown: sumOf(rooms, "receivedBytes"),
  messagesUp: sumOf(rooms, "sent"),
  messagesDown: sumOf(rooms, "received"),
});

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function race(order: Order): Promise<void> {
  const rooms = await openRooms(order);
  const end = new AbortController();
  const typing: Promise<void>[] = [];
  for (const room of rooms) {
    room.begin();
    typing.push(room.started.then(() => room.type(end.signal)));
    await sleep(BEGIN_MS);
  }
  await Promise.all(rooms.map(({ started }) => started));
  await sleep(SETTLE_MS);

  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  tell("measuring");
  const [before, cpu, from] = [countsOf(rooms), cpuSeconds(), performance.now()];
  await sleep(order.seconds * 1_000);
  const [after, until] = [countsOf(rooms), performance.now()];
  const spent = cpuSeconds() - cpu;
  const closed = rooms.flatMap(({ typists }) => typists.flatMap((each) => each.closed ?? []));
  const over = rooms.filter(({ typists }) => typists.some(({ isOver }) => isOver)).length;
  tell("measured");
  lag.disable();

  // The last keys are still on their way.
  await sleep(1_500);
  end.abort();
  await Promise.all(typing);
  const latencies = rooms.flatMap((room) => room.latencies(from, until));
  tell("measured", {
    latencies,
    keys: latencies.length / 3,
    bytesUp: after.bytesUp - before.bytesUp,
    bytesDown: after.bytesDown - before.bytesDown,
    messagesUp: after.messagesUp - before.messagesUp,
    messagesDown: after.messagesDown - before.messagesDown,
    cpu: spent,
    late: lag.percentile(99) / 1e6,
    closed,
    over,
  });
  await sleep(1_000);
  for (const { typists } of rooms) for (const { connection } of typists) connection.close();
}

process.once("message", async (order: Order) => {
  await race(order);
  process.disconnect();
});
