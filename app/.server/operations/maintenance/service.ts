/** The scheduled work: what has run out is closed or removed, in bounded batches. */

import type { Db } from "../../db/client.ts";
import { finishAbandoned } from "../../games/checkpoints/service.ts";
import { findOutdated, refreshMilestones } from "../../leaderboards/rank/queries.ts";
import { measureRuns } from "../../snippets/statistics/service.ts";
import { sampleDatabase } from "../metrics/queries.ts";
import {
  BATCH,
  BOARD_BATCH,
  countRarities,
  expireSessions,
  forgetKeyLogs,
  PURGE_BATCH,
  purgeAccounts,
  RECOUNT_BATCH,
  recountPlayers,
  removeBoards,
  removeFailures,
  removeSignIns,
  removeTokens,
} from "./queries.ts";

/** Ending an abandoned game replays it. */
const FINISH_BATCH = 20;

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

/** Boards whose milestones one run counts again; with more of them, they get older. */
const REFRESH_BATCH = 40;

async function refreshBoards(db: Db): Promise<number> {
  const boards = await findOutdated(db, REFRESH_BATCH);
  for (const board of boards) await refreshMilestones(db, board);
  return boards.length;
}

export interface Upkeep {
  games_finished: number;
  sessions_expired: number;
  tokens_removed: number;
  sign_ins_removed: number;
  failures_removed: number;
  accounts_purged: number;
  board_rows_removed: number;
  key_logs_reviewed: number;
  boards_refreshed: number;
  players_recounted: number;
  rarities_counted: number;
  runs_measured: number;
}

/** Does all of it once. Safe to run again, and twice at once. */
export async function runMaintenance(db: Db): Promise<Upkeep> {
  await sampleDatabase(db);
  return {
    games_finished: await untilDone(db, (db) => finishAbandoned(db, FINISH_BATCH), FINISH_BATCH),
    sessions_expired: await untilDone(db, expireSessions, BATCH),
    tokens_removed: await untilDone(db, removeTokens, BATCH),
    sign_ins_removed: await untilDone(db, removeSignIns, BATCH),
    failures_removed: await untilDone(db, removeFailures, BATCH),
    accounts_purged: await untilDone(db, purgeAccounts, PURGE_BATCH),
    board_rows_removed: await untilDone(db, removeBoards, BOARD_BATCH),
    key_logs_reviewed: await untilDone(db, forgetKeyLogs, BATCH),
    boards_refreshed: await refreshBoards(db),
    players_recounted: await untilDone(db, recountPlayers, RECOUNT_BATCH),
    rarities_counted: await countRarities(db),
    runs_measured: await measureRuns(db),
  };
}
