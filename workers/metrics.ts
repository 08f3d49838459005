/**
 * What this isolate measures: every measurement goes to Analytics Engine as it is, where there is one,
 * and into PostgreSQL in sums, all of some seconds in one statement, after the responses.
 */
import { connect, type SentStatement } from "../app/.server/db/client.ts";
import { createRecorder, type Measurement } from "../app/.server/operations/metrics/recorder.ts";
import { storeMetrics } from "../app/.server/operations/metrics/service.ts";
import type { Bindings } from "./env.ts";
import { describeError, log } from "./log.ts";

/** How long sums wait for more of them: what is lost when an isolate is. */
const STORE_AFTER_MS = 5_000;
/** The platform cuts off what goes on for longer after a response. */
const MAX_BACKGROUND_MS = 30_000;

const recorder = createRecorder();
/** Until then somebody is going to store. */
let nextStoreAt = 0;

/** Does what must not matter to anybody. */
function neverThrow(work: () => void): void {
  try {
    work();
  } catch (error) {
    log("warn", "not_measured", describeError(error));
  }
}

export const recordMetric = (env: Bindings, measurement: Measurement): void =>
  neverThrow(() => recorder.record(measurement, Date.now(), env.METRICS));

/** @param requestId the request that waited for it */
export const recordStatement = (
  env: Bindings,
  statement: SentStatement,
  requestId: string | null,
): void => neverThrow(() => recorder.recordStatement(statement, Date.now(), requestId, env.METRICS));

/** Stores what there is. What the database does not take waits for the next time, as far as there is room. */
export async function storeNow(env: Bindings): Promise<void> {
  const harvest = recorder.take();
  if (!harvest) return;
  const { db, close } = connect(env.DB.connectionString);
  try {
    await storeMetrics(db, harvest);
    if (harvest.dropped > 0) log("warn", "metrics_dropped", { measurements: harvest.dropped });
  } catch (error) {
    recorder.giveBack(harvest);
    log("warn", "metrics_not_stored", describeError(error));
  } finally {
    await close();
  }
}

/**
 * Has what there is stored in a while, unless that is under way.
 *
 * @param later keeps the Worker alive until something is done
 */
export function storeSoon(env: Bindings, later: (work: Promise<unknown>) => void): void {
  const now = Date.now();
  if (now < nextStoreAt) return;
  nextStoreAt = now + MAX_BACKGROUND_MS;
  const work = async () => {
    await scheduler.wait(STORE_AFTER_MS);
    nextStoreAt = 0;
    await storeNow(env);
  };
  later(work());
}
