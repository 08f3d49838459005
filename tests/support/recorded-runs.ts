/** Runs to compare between runtimes, and what a runtime makes of them. */
import type { Plan } from "../../app/engine/plan.ts";
import { type KeyPress, replayRun } from "../../app/engine/v1/replay.ts";
import { scoreOf } from "../../app/engine/v1/score.ts";
import type { Outcome } from "../../app/engine/v1/state.ts";

export interface RecordedRun {
  plan: Plan;
  keys: KeyPress[];
  outcome: Outcome;
  endedAt: number;
}

/** The final state and score of each run, as text: the same to the last digit or not. */
export function outcomesOf(runs: RecordedRun[]): string[] {
  return runs.map(({ plan, keys, outcome, endedAt }) => {
    const state = replayRun(plan, keys, outcome, endedAt);
    return JSON.stringify([state, scoreOf(state)]);
  });
}
