/** What a room keeps in its object's storage: its record, and the batches of keys, of which the runs are rebuilt. */
import type { StoredBatch } from "../../app/.server/races/room/resume.ts";
import type { RoomRecord, Setup } from "../../app/.server/races/room/room.ts";

type Changing = Omit<RoomRecord, "setup">;

/** The setup has the plan, so it is stored apart from what changes: once, and again when ghosts come or go. */
const KEYS = { setup: "setup", record: "record" } as const;

/** What earlier releases did not store. */
const DEFAULTS = { setup: { unseen: null, ghosts: [] }, record: { alone: null, waited: null } };

/** Returns the record of the room; undefined before there is one, of which nothing is written. */
export function readRecord({ kv }: DurableObjectStorage): RoomRecord | undefined {
  const [setup, rest] = [kv.get<Setup>(KEYS.setup), kv.get<Changing>(KEYS.record)];
  return setup && rest && { ...DEFAULTS.record, ...rest, setup: { ...DEFAULTS.setup, ...setup } };
}

export function createStorage(storage: DurableObjectStorage, record: RoomRecord): void {
  writeSetup(storage, record.setup);
  storage.sql.exec("CREATE TABLE batches (id INTEGER PRIMARY KEY, batches TEXT NOT NULL)");
  writeRecord(storage, record);
}

export function writeSetup({ kv }: DurableObjectStorage, setup: Setup): void {
  kv.put(KEYS.setup, setup);
}

export function writeRecord({ kv }: DurableObjectStorage, { setup: _, ...rest }: RoomRecord): void {
  kv.put<Changing>(KEYS.record, rest);
}

/** Stores batches in one row: each row that is written costs. */
export function writeBatches({ sql }: DurableObjectStorage, batches: readonly StoredBatch[]): void {
  if (batches.length === 0) return;
  sql.exec("INSERT INTO batches (batches) VALUES (?)", JSON.stringify(batches));
}

export const readBatches = ({ sql }: DurableObjectStorage): StoredBatch[] =>
  sql
    .exec<{ batches: string }>("SELECT batches FROM batches ORDER BY id")
    .toArray()
    .flatMap((row) => JSON.parse(row.batches) as StoredBatch[]);
