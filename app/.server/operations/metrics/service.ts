/** Stores metrics. */
import type { Db } from "../../db/client.ts";
import { packed } from "./histogram.ts";
import { addMetrics, explain, type SlowRow } from "./queries.ts";
import { queryPlanOf } from "./query-plans.ts";
import {
  type MetricsBatch,
  MINUTE_MS,
  mergeTallies,
  QUARTER_MS,
  type SlowStatement,
} from "./recorder.ts";

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Returns a statement's present plan; null when PostgreSQL gives none, as for a statement that failed. */
async function planFor(db: Db, { sql, parameters }: SlowStatement) {
  try {
    return queryPlanOf(await explain(db, { sql, parameters }));
  } catch {
    return null;
  }
}

/** Stores a batch in one statement, after asking for the plan of each slow statement. */
export async function storeMetrics(db: Db, batch: MetricsBatch): Promise<void> {
  const slow: SlowRow[] = [];
  for (const statement of batch.slow) {
    const { name, milliseconds, at, requestId } = statement;
    const plan = await planFor(db, statement);
    slow.push({ occurred_at: iso(at), name, milliseconds, request_id: requestId, plan });
  }
  const tallies = [MINUTE_MS, QUARTER_MS].flatMap((length) =>
    mergeTallies(batch.tallies, length).map(({ slot, buckets, ...tally }) => ({
      seconds: length / 1_000,
      slot: iso(slot),
      ...tally,
      histogram: packed(buckets),
    })),
  );
  // An isolate that has forgotten which names it has stored may have one twice.
  const statements = [...new Map(batch.statements.map((each) => [each.name, each])).values()];
  await addMetrics(db, { tallies, slow, statements });
}
