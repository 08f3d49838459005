/** What one run counts for each snippet of its plan: how often it came up, was fixed, and how fast it was typed. */
import type { Engine } from "../../../engine/engine.ts";
import { type RecordedRun, replayRun } from "../../../engine/replay.ts";
import type { Bug } from "../../../engine/state.ts";
import { countTokens } from "../../../engine/tokens.ts";

/** The counts of one snippet. */
export interface SnippetCounts {
  /** Bugs that carried some of it, and were fixed or arrived. */
  bugs: number;
  bugs_fixed: number;
  words: number;
  wrong_words: number;
  /** The sum of the time before each of its keys: since the key before, or since its bug appeared, if that was later. */
  milliseconds: number;
}

/** Replays the run with `engine`, and counts for each snippet of the plan. */
export function countBySnippet(engine: Engine, run: RecordedRun): SnippetCounts[] {
  const { plan } = run;
  const counts = plan.snippets.map(
    (): SnippetCounts => ({ bugs: 0, bugs_fixed: 0, words: 0, wrong_words: 0, milliseconds: 0 }),
  );
  const lengths = plan.snippets.map(({ snippet_text }) => countTokens(snippet_text));
  const bugs = new Map<number, Bug>();
  let lastKeyAt = 0;

  /** Returns the counts of the snippet that has this token of a bug: a boss of version 1 carries whole snippets in a row. */
  const countsAt = ({ snippets }: Bug, token: number) => {
    let end = 0;
    for (const index of snippets) {
      end += lengths[index] ?? 0;
      if (snippets.length === 1 || token < end) return counts[index];
    }
    return undefined;
  };

  replayRun(engine, run, (state, events) => {
    for (const bug of state.bugs) bugs.set(bug.id, bug);
    // A shot moves `bug.next` on; the key that was pressed belongs to the token before.
    const finished = events.some(({ type }) => type === "shot") ? 1 : 0;
    for (const event of events) {
      const bug = "bug" in event && event.bug !== null ? bugs.get(event.bug) : undefined;
      if (!bug) continue;
      const snippet = countsAt(bug, bug.next - finished);
      if (snippet && event.type === "key") {
        snippet.milliseconds += event.at - Math.max(lastKeyAt, bug.spawned_at);
        lastKeyAt = event.at;
      } else if (snippet && event.type === "shot" && event.scored) {
        snippet.words += 1;
        if (event.flawed) snippet.wrong_words += 1;
      } else if (event.type === "kill" || event.type === "arrival") {
        for (const index of bug.snippets) {
          const carried = counts[index];
          if (carried) carried.bugs += 1;
          if (carried && event.type === "kill") carried.bugs_fixed += 1;
        }
        bugs.delete(bug.id);
      }
    }
  });
  return counts;
}
