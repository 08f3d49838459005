/** How often a player types the same line twice. */
import { currentEngine } from "../../../app/engine/current.ts";
import { LANGUAGES } from "../../../app/engine/plan.ts";
import { replayRun } from "../../../app/engine/replay.ts";
import { play } from "../../../seed/player.ts";
import { createPlan } from "../../../tests/support/plans.ts";
import { type Cell, typical } from "./simulate.ts";

/** Lines with fewer tokens, such as `}` and `return result`, may come twice. */
const LEAST_TOKENS = 3;

export interface Repeats {
  lines: number;
  repeated: number;
  /** The earliest minute at which a line came twice; Infinity if none did. */
  first: number;
  /** The largest share of its plan that a run dealt. */
  used: number;
}

/** Plays `runs` runs in each language, and counts the lines that came twice in one. */
export function repeatsOf(cell: Cell, runs: number): Repeats {
  const all: Repeats = { lines: 0, repeated: 0, first: Number.POSITIVE_INFINITY, used: 0 };
  for (const language of LANGUAGES) {
    for (let seed = 1; seed <= runs; seed += 1) {
      const plan = createPlan({ language, difficulty: cell.difficulty, seed: seed * 7919 });
      const run = play(plan, { ...typical(cell), seed });
      const seen = new Set<string>();
      const snippets = new Set<number>();
      replayRun(currentEngine, { plan, ...run }, (state, events) => {
        for (const event of events) {
          if (event.type !== "spawn" && event.type !== "phase") continue;
          const bug = state.bugs.find(({ id }) => id === event.bug);
          for (const index of bug?.snippets ?? []) snippets.add(index);
          for (const line of bug?.code.split("\n") ?? []) {
            const text = line.trim();
            if (text.split(/\s+/).length < LEAST_TOKENS) continue;
            all.lines += 1;
            if (seen.has(text)) {
              all.repeated += 1;
              all.first = Math.min(all.first, event.at / 60_000);
            }
            seen.add(text);
          }
        }
      });
      all.used = Math.max(all.used, snippets.size / plan.snippets.length);
    }
  }
  return all;
}
