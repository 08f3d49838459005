/**
 * The measurements of this isolate. Each goes to Analytics Engine, if that is bound. Their sums over several
 * seconds go to PostgreSQL in one statement, after the responses.
 */
import type { SentStatement } from "../app/.server/db/client.ts";
import { createRecorder, type Measurement } from "../app/.server/operations/metrics/recorder.ts";
import { storeMetrics } from "../app/.server/operations/metrics/service.ts";
import type { Bindings } from "./env.ts";
import { connectThrough } from "./hyperdrive.ts";
import { describeError, log } from "./log.ts";

/** The time for which sums are collected before they are stored. They are lost if the isolate ends. */
const STORE_AFTER_MS = 5_000;
/** The longest background work after a response; Cloudflare ends longer work. */
const MAX_BACKGROUND_MS = 30_000;

const recorder = createRecorder();
/** No request schedules another store before this time. */
let nextStoreAt = 0;

/** Runs `work` and logs what it throws: a failed measurement must not fail the request. */
function neverThrow(work: () => void): void {
  try {
    work();
  } catch (error) {
    log("warn", "not_measured", describeError(error));
  }
}

export const recordMetric = (env: Bindings, measurement: Measurement, count = 1): void =>
  neverThrow(() => recorder.record(measurement, Date.now(), env.METRICS, count));

/** @param requestId the request that sent the statement */
export const recordStatement = (
  env: Bindings,
  statement: SentStatement,
  requestId: string | null,
): void =>
  neverThrow(() => recorder.recordStatement(statement, Date.now(), requestId, env.METRICS));

/** Stores the sums. Keeps sums that the database refuses for the next time, as far as there is room. */
export async function storeNow(env: Bindings): Promise<void> {
  const harvest = recorder.takeBatch();
  if (!harvest) return;
  const { db, close } = connectThrough(env.DB);
  try {
    await storeMetrics(db, harvest);
    if (harvest.dropped > 0) log("warn", "metrics_dropped", { measurements: harvest.dropped });
  } catch (error) {
    recorder.returnBatch(harvest);
    log("warn", "metrics_not_stored", describeError(error));
  } finally {
    await close();
  }
}

/**
 * Schedules a store of the sums, unless one is scheduled already.
 *
 * @param waitUntil keeps the Worker alive until work is done
 */
export function storeSoon(env: Bindings, waitUntil: (work: Promise<unknown>) => void): void {
  const now = Date.now();
  if (now < nextStoreAt) return;
  nextStoreAt = now + MAX_BACKGROUND_MS;
  const work = async () => {
    await scheduler.wait(STORE_AFTER_MS);
    nextStoreAt = 0;
    await storeNow(env);
  };
  waitUntil(work());
}
