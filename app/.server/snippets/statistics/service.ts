/** The statistics of snippets, measured from runs that are over (docs/decisions/0024-snippets.md). */

import { ENGINES, engineOf } from "../../../engine/index.ts";
import type { Db } from "../../db/client.ts";
import { planOf } from "../../games/sessions/plan.ts";
import { unpackKeys } from "../../practice/key-log.ts";
import type { UnmeasuredRun } from "./queries.ts";
import { addMeasures, findUnmeasured, type SnippetMeasureRow } from "./queries.ts";
import { countBySnippet } from "./snippet-counts.ts";

/** How many runs one call replays: some hundred milliseconds of work. */
export const MEASURED_AT_ONCE = 100;

const noMeasure = (version_id: number): SnippetMeasureRow => ({
  version_id,
  runs: 0,
  bugs: 0,
  bugs_fixed: 0,
  words: 0,
  wrong_words: 0,
  milliseconds: 0,
});

/** Adds up the counts of runs by version of a snippet. */
async function measuresOf(
  runs: UnmeasuredRun[],
  engines: typeof ENGINES,
): Promise<SnippetMeasureRow[]> {
  const sums = new Map<number, SnippetMeasureRow>();
  for (const run of runs) {
    const engine = await engineOf(run.engine_version, engines);
    if (!engine) continue;
    const counts = countBySnippet(engine, {
      plan: planOf(run),
      keys: unpackKeys(run.key_sequence),
      outcome: run.outcome,
      endedAt: run.ended_at_ms,
    });
    counts.forEach(({ bugs, bugs_fixed, words, wrong_words, milliseconds }, index) => {
      const version_id = run.snippet_versions[index];
      if (version_id === undefined || bugs + words === 0) return;
      const measure = sums.get(version_id) ?? noMeasure(version_id);
      measure.runs += 1;
      measure.bugs += bugs;
      measure.bugs_fixed += bugs_fixed;
      measure.words += words;
      measure.wrong_words += wrong_words;
      measure.milliseconds += milliseconds;
      sums.set(version_id, measure);
    });
  }
  return [...sums.values()];
}

/** Measures the last `limit` runs that ended since the last call. @returns how many were measured */
export async function measureRuns(
  db: Db,
  limit = MEASURED_AT_ONCE,
  engines = ENGINES,
): Promise<number> {
  const { period, runs } = await findUnmeasured(db, limit, [...engines.versions.keys()]);
  const added = await addMeasures(db, period, await measuresOf(runs, engines));
  return added ? runs.length : 0;
}
