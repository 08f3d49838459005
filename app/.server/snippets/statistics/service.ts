/** What players do with snippets, learned from runs that are over (docs/decisions/0024-snippets.md). */
import type { Db } from "../../db/client.ts";
import { unpackKeys } from "../../games/key-log.ts";
import { planOf } from "../../games/sessions/plan.ts";
import { addMeasures, findUnmeasured, type Measure, type UnmeasuredRun } from "./queries.ts";
import { typedOf } from "./typed.ts";

/** Runs that one call replays: some hundred milliseconds of work. */
export const MEASURED_AT_ONCE = 100;

function sumOf(runs: UnmeasuredRun[]): Measure[] {
  const sums = new Map<number, Measure>();
  for (const run of runs) {
    const typed = typedOf(planOf(run), unpackKeys(run.key_sequence), run.ended_at_ms);
    typed.forEach((one, index) => {
      const version_id = run.snippet_versions[index];
      if (version_id === undefined || one.bugs + one.words === 0) return;
      const sum = sums.get(version_id) ?? {
        version_id,
        runs: 0,
        bugs: 0,
        bugs_fixed: 0,
        words: 0,
        wrong_words: 0,
        milliseconds: 0,
      };
      sum.runs += 1;
      sum.bugs += one.bugs;
      sum.bugs_fixed += one.bugs_fixed;
      sum.words += one.words;
      sum.wrong_words += one.wrong_words;
      sum.milliseconds += one.milliseconds;
      sums.set(version_id, sum);
    });
  }
  return [...sums.values()];
}

/** Learns from the runs that ended since the last time, or from the last of them. @returns how many */
export async function measureRuns(db: Db, limit = MEASURED_AT_ONCE): Promise<number> {
  const { stretch, runs } = await findUnmeasured(db, limit);
  const added = await addMeasures(db, stretch, sumOf(runs));
  return added ? runs.length : 0;
}
