/** What one run counts for each snippet of its plan: how often it came up, was fixed, and how fast it was typed. */
import type { Engine } from "../../../engine/engine.ts";
import { type RecordedRun, replayRun } from "../../../engine/replay.ts";
import { type Bug, type GameEvent, isScored } from "../../../engine/state.ts";
import { countTokens } from "../../../engine/tokens.ts";

/** The counts of one snippet. */
export interface SnippetCounts {
  /** Bugs and phases of bosses that carried some of it, and were fixed or arrived. */
  bugs: number;
  bugs_fixed: number;
  words: number;
  wrong_words: number;
  /** The sum of the time before each of its keys: since the key before, or since its bug appeared, if that was later. */
  milliseconds: number;
}

type ShotEvent = Extract<GameEvent, { type: "shot" }>;

/** Replays the run with `engine`, and counts for each snippet of the plan. */
export function countBySnippet(engine: Engine, run: RecordedRun): SnippetCounts[] {
  const { plan } = run;
  const counts = plan.snippets.map(
    (): SnippetCounts => ({ bugs: 0, bugs_fixed: 0, words: 0, wrong_words: 0, milliseconds: 0 }),
  );
  const lengths = plan.snippets.map(({ snippet_text }) => countTokens(snippet_text));
  const bugs = new Map<number, Bug>();
  /** The snippets of each bug before the present events, because a boss goes on with another one. */
  const carried = new Map<number, readonly number[]>();
  let lastKeyAt = 0;

  /** Returns the counts of the snippet that has this token of a bug: a boss of version 1 carries whole snippets in a row. */
  const countsAt = (snippets: readonly number[], token: number) => {
    let end = 0;
    for (const index of snippets) {
      end += lengths[index] ?? 0;
      if (snippets.length === 1 || token < end) return counts[index];
    }
    return undefined;
  };

  replayRun(engine, run, (state, events) => {
    for (const bug of state.bugs) {
      bugs.set(bug.id, bug);
      if (!carried.has(bug.id)) carried.set(bug.id, bug.snippets);
    }
    const shot = events.find(({ type }) => type === "shot") as ShotEvent | undefined;
    for (const event of events) {
      const bug = "bug" in event && event.bug !== null ? bugs.get(event.bug) : undefined;
      if (!bug) continue;
      const snippets = carried.get(bug.id) ?? bug.snippets;
      // A shot moves `bug.next` on; the key that was pressed belongs to the token before.
      const token = bug.next - (shot ? 1 : 0);
      if (event.type === "key") {
        // Neither what a leak grew nor a regression that came back shows how fast its snippet is typed.
        const scored = shot ? shot.scored : isScored(bug, token);
        const snippet = scored ? countsAt(snippets, token) : undefined;
        if (snippet) snippet.milliseconds += event.at - Math.max(lastKeyAt, bug.spawned_at);
        lastKeyAt = event.at;
      } else if (event.type === "shot" && event.scored) {
        const snippet = countsAt(snippets, token);
        if (snippet) snippet.words += 1;
        if (snippet && event.flawed) snippet.wrong_words += 1;
      } else if (event.type === "kill" || event.type === "arrival" || event.type === "phase") {
        // The code of a regression that came back has been counted when it was fixed first.
        for (const index of bug.returned ? [] : snippets) {
          const snippet = counts[index];
          if (snippet) snippet.bugs += 1;
          if (snippet && event.type !== "arrival") snippet.bugs_fixed += 1;
        }
        carried.set(bug.id, bug.snippets);
        if (event.type !== "phase") bugs.delete(bug.id);
      }
    }
  });
  return counts;
}
