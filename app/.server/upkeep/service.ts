/** The scheduled work: what has run out is closed or removed, in bounded batches. */
import type { Db } from "../db/client.ts";
import {
  BATCH,
  expireSessions,
  PURGE_BATCH,
  purgeAccounts,
  removeFailures,
  removeSignIns,
  removeTokens,
} from "./queries.ts";

/** Batches of one kind in one run; what is left over waits for the next. */
const MOST_BATCHES = 20;

async function untilDone(db: Db, work: (db: Db) => Promise<number>, batch: number) {
  let total = 0;
  for (let round = 0; round < MOST_BATCHES; round += 1) {
    const done = await work(db);
    total += done;
    if (done < batch) break;
  }
  return total;
}

export interface Upkeep {
  sessions_expired: number;
  tokens_removed: number;
  sign_ins_removed: number;
  failures_removed: number;
  accounts_purged: number;
}

/** Does all of it once. Safe to run again, and twice at once. */
export async function upkeep(db: Db): Promise<Upkeep> {
  return {
    sessions_expired: await untilDone(db, expireSessions, BATCH),
    tokens_removed: await untilDone(db, removeTokens, BATCH),
    sign_ins_removed: await untilDone(db, removeSignIns, BATCH),
    failures_removed: await untilDone(db, removeFailures, BATCH),
    accounts_purged: await untilDone(db, purgeAccounts, PURGE_BATCH),
  };
}
