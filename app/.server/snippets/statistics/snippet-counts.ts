/** What a run says of the snippets of its plan: how often each came up, was fixed, and how fast it was typed. */
import type { Plan } from "../../../engine/plan.ts";
import type { KeyPress } from "../../../engine/v1/replay.ts";
import { type Bug, type GameEvent, start } from "../../../engine/v1/state.ts";
import { advance, press } from "../../../engine/v1/step.ts";
import { countTokens } from "../../../engine/v1/tokens.ts";

export interface SnippetCounts {
  /** Bugs that carried some of it, and were fixed or arrived; and those that were fixed. */
  bugs: number;
  bugs_fixed: number;
  words: number;
  wrong_words: number;
  /** Before each of its keys: since the key before it, or since its bug is there. Waiting for a bug is nobody's time. */
  milliseconds: number;
}

/** Plays the log again, and counts for each snippet of the plan. */
export function countBySnippet(plan: Plan, keys: readonly KeyPress[], endedAt: number): SnippetCounts[] {
  const state = start(plan);
  const typed = plan.snippets.map(
    (): SnippetCounts => ({ bugs: 0, bugs_fixed: 0, words: 0, wrong_words: 0, milliseconds: 0 }),
  );
  const lengths = plan.snippets.map(({ snippet_text }) => countTokens(snippet_text));
  const known = new Map<number, Bug>();
  let lastKey = 0;

  /** What is known of the snippet that the token of a bug is of: a boss carries whole ones, one after the other. */
  const typedIn = ({ snippets }: Bug, token: number) => {
    let end = 0;
    for (const index of snippets) {
      end += lengths[index] ?? 0;
      if (snippets.length === 1 || token < end) return typed[index];
    }
    return undefined;
  };

  const note = (events: GameEvent[]) => {
    for (const bug of state.bugs) known.set(bug.id, bug);
    const finished = events.some(({ type }) => type === "shot") ? 1 : 0;
    for (const event of events) {
      const bug = "bug" in event && event.bug !== null ? known.get(event.bug) : undefined;
      if (!bug) continue;
      const of = typedIn(bug, bug.next - finished);
      if (of && event.type === "key") {
        of.milliseconds += event.at - Math.max(lastKey, bug.spawned_at);
        lastKey = event.at;
      } else if (of && event.type === "shot") {
        of.words += 1;
        if (event.flawed) of.wrong_words += 1;
      } else if (event.type === "kill" || event.type === "arrival") {
        for (const index of bug.snippets) {
          const carried = typed[index];
          if (carried) carried.bugs += 1;
          if (carried && event.type === "kill") carried.bugs_fixed += 1;
        }
        known.delete(bug.id);
      }
    }
  };

  const proceed = (t: number) => {
    const events: GameEvent[] = [];
    advance(state, t, events);
    note(events);
  };

  /** From appearance to appearance: each bug is seen before it can be gone again. */
  const proceedTo = (t: number) => {
    while (!state.over && state.next_spawn_at !== null && state.next_spawn_at <= t) {
      proceed(state.next_spawn_at);
    }
    proceed(t);
  };

  for (const [t, key] of keys) {
    proceedTo(t);
    const events: GameEvent[] = [];
    press(state, key, t, events);
    note(events);
  }
  proceedTo(endedAt);
  return typed;
}
