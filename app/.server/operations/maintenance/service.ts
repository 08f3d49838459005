/** The cron job: closes what has expired and deletes what is old, in bounded batches. */
import { deleteOldAccountEvents } from "../../auth/account-events/queries.ts";
import type { Db } from "../../db/client.ts";
import { finishAbandoned } from "../../games/checkpoints/service.ts";
import { SETTLE_BATCH, settleKeystrokes } from "../../games/keystrokes/service.ts";
import { releaseDueResults } from "../../games/pending-runs/queries.ts";
import { FILL_BATCH, fillTypingFigures } from "../../games/typing-figures/service.ts";
import { findOutdated, refreshMilestones } from "../../leaderboards/milestones/queries.ts";
import { deleteOldMails } from "../../mail/outbox/queries.ts";
import { deleteOldQuarters, drawPopulations } from "../../practice/keystrokes/queries.ts";
import { measureRuns } from "../../snippets/statistics/service.ts";
import { sampleDatabase } from "../metrics/queries.ts";
import {
  BATCH,
  BOARD_BATCH,
  closeExpiredSessions,
  deleteEmptiedDrills,
  deleteEndedSignIns,
  deleteExpiredLinks,
  deleteExpiredTokens,
  deleteMailCounts,
  deleteOldBoards,
  deleteOldDrillLogs,
  deleteOldKeyLogs,
  deleteSignInFailures,
  deleteStartCounts,
  PURGE_BATCH,
  purgeAccounts,
} from "./queries.ts";
import {
  applyCountingRule,
  countRarities,
  RECOUNT_BATCH,
  RULE_BATCH,
  recountPlayers,
} from "./recounts/queries.ts";

/** Abandoned games of a batch. Few, because ending one replays it. */
const FINISH_BATCH = 20;

/** Results that are released in a batch. Few, because each recounts its player. */
const RELEASE_BATCH = 50;

/** The most batches of one kind in a run; the rest waits for the next run. */
const MAX_BATCHES = 20;

/** Repeats `work` until it finds less than a full batch. @returns the sum of its numbers */
async function inBatches(db: Db, work: (db: Db) => Promise<number>, batch: number) {
  let total = 0;
  for (let round = 0; round < MAX_BATCHES; round += 1) {
    const count = await work(db);
    total += count;
    if (count < batch) break;
  }
  return total;
}

/** Releases results that are due. @returns how many were released; others wait on */
async function releaseResults(db: Db): Promise<number> {
  let total = 0;
  await inBatches(
    db,
    async () => {
      const { due, released } = await releaseDueResults(db, RELEASE_BATCH);
      total += released;
      return due;
    },
    RELEASE_BATCH,
  );
  return total;
}

/** The most boards whose milestones a run counts again. When there are more, milestones get older. */
const REFRESH_BATCH = 40;

async function refreshBoards(db: Db): Promise<number> {
  const boards = await findOutdated(db, REFRESH_BATCH);
  for (const board of boards) await refreshMilestones(db, board);
  return boards.length;
}

export interface MaintenanceReport {
  abandoned_games_closed: number;
  sessions_expired: number;
  tokens_removed: number;
  sign_ins_removed: number;
  failures_removed: number;
  start_counts_removed: number;
  links_removed: number;
  mails_removed: number;
  account_events_removed: number;
  mail_counts_removed: number;
  accounts_purged: number;
  board_rows_removed: number;
  key_logs_reviewed: number;
  drill_logs_removed: number;
  deleted_drills_removed: number;
  boards_refreshed: number;
  results_released: number;
  runs_judged: number;
  typing_figures_reviewed: number;
  players_recounted: number;
  rarities_counted: number;
  runs_measured: number;
  keystrokes_settled: number;
  keystroke_quarters_removed: number;
  keystroke_samples_drawn: number;
}

/** Does all of the work once. Safe to run again, and twice at once. */
export async function runMaintenance(db: Db): Promise<MaintenanceReport> {
  await sampleDatabase(db);
  return {
    abandoned_games_closed: await inBatches(
      db,
      (db) => finishAbandoned(db, FINISH_BATCH),
      FINISH_BATCH,
    ),
    sessions_expired: await inBatches(db, closeExpiredSessions, BATCH),
    tokens_removed: await inBatches(db, deleteExpiredTokens, BATCH),
    sign_ins_removed: await inBatches(db, deleteEndedSignIns, BATCH),
    failures_removed: await inBatches(db, deleteSignInFailures, BATCH),
    start_counts_removed: await inBatches(db, deleteStartCounts, BATCH),
    links_removed: await inBatches(db, deleteExpiredLinks, BATCH),
    mails_removed: await inBatches(db, (db) => deleteOldMails(db, BATCH), BATCH),
    account_events_removed: await inBatches(db, (db) => deleteOldAccountEvents(db, BATCH), BATCH),
    mail_counts_removed: await inBatches(db, deleteMailCounts, BATCH),
    accounts_purged: await inBatches(db, purgeAccounts, PURGE_BATCH),
    board_rows_removed: await inBatches(db, deleteOldBoards, BOARD_BATCH),
    key_logs_reviewed: await inBatches(db, deleteOldKeyLogs, BATCH),
    drill_logs_removed: await inBatches(db, deleteOldDrillLogs, BATCH),
    deleted_drills_removed: await inBatches(db, deleteEmptiedDrills, BATCH),
    boards_refreshed: await refreshBoards(db),
    results_released: await releaseResults(db),
    runs_judged: await inBatches(db, (db) => applyCountingRule(db), RULE_BATCH),
    typing_figures_reviewed: await inBatches(db, (db) => fillTypingFigures(db), FILL_BATCH),
    players_recounted: await inBatches(db, recountPlayers, RECOUNT_BATCH),
    rarities_counted: await countRarities(db),
    runs_measured: await measureRuns(db),
    keystrokes_settled: await inBatches(db, (db) => settleKeystrokes(db), SETTLE_BATCH),
    keystroke_quarters_removed: await inBatches(db, (db) => deleteOldQuarters(db, BATCH), BATCH),
    keystroke_samples_drawn: await drawPopulations(db),
  };
}
