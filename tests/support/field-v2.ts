/** Builds fields of the engine's version 2, and types on them. */
import type { Plan } from "../../app/engine/plan.ts";
import { type GameEvent, targetOf } from "../../app/engine/state.ts";
import { tokenize } from "../../app/engine/tokens.ts";
import { expectedKey, press } from "../../app/engine/v2/press.ts";
import { type FullBug, type FullState, start } from "../../app/engine/v2/state.ts";
import { advance } from "../../app/engine/v2/step.ts";
import { createPlan } from "./plans.ts";

/** Returns a plan of these texts, in which a statement may begin at every line. */
export const planOf = (...texts: string[]): Plan =>
  createPlan({
    snippets: texts.map((snippet_text) => ({ category: "test", snippet_text })),
  });

/** What a test says about a bug. By default it has gone none of its way of 10 s. */
export type BugInput = { code: string } & Partial<Omit<FullBug, "code" | "tokens">>;

/**
 * Returns a field of wave 1 at 0 s with these bugs, whose ids count from 1, at a pressure of 40 words a minute. No other
 * bug comes before one of them is gone.
 */
export function fieldOf(bugs: BugInput[], plan: Plan = planOf("zz()\nyy()\nxx()")): FullState {
  const state = start(plan);
  state.wave = 1;
  state.pressure = 4_000;
  state.next_spawn_at = null;
  state.to_come = 4;
  state.waves = [{ wave: 1, bugs: bugs.length + 4, boss: false, left: bugs.length + 4 }];
  state.spawned = bugs.length;
  state.bugs = bugs.map((bug, index) => ({
    snippets: [0],
    line: 0,
    id: index + 1,
    kind: "bug",
    lane: index % 5,
    spawned_at: 0,
    departed_at: 0,
    arrives_at: 10_000,
    next: 0,
    flawed: false,
    pair: null,
    grown: 0,
    returned: false,
    phases_left: 0,
    wave: 1,
    acts_at: null,
    errors: 0,
    phases: [],
    tokens: tokenize(bug.code),
    ...bug,
  }));
  return state;
}

export function bugOf(state: FullState, id: number): FullBug {
  const bug = state.bugs.find((each) => each.id === id);
  if (!bug) throw new Error(`no bug ${id}`);
  return bug;
}

/** Types `text` exactly, a key each `ms`. Returns what happened. */
export function typeText(state: FullState, text: string, ms = 1): GameEvent[] {
  const events: GameEvent[] = [];
  for (const character of text) {
    press(state, character === "\n" ? "Enter" : character, state.now + ms, events);
  }
  return events;
}

/**
 * Fixes a bug at the speed of a key each `ms`, boss or not, whatever it grows. Returns what happened.
 *
 * @param see is called for each event, right after the key or the time that brought it
 */
export function fixNearest(
  state: FullState,
  ms = 1,
  see: (event: GameEvent) => void = () => {},
): GameEvent[] {
  const events: GameEvent[] = [];
  while (!state.over && !events.some(({ type }) => type === "kill" || type === "arrival")) {
    const seen = events.length;
    const bug = targetOf(state) ?? state.bugs[0];
    if (bug) press(state, expectedKey(state, bug as FullBug), state.now + ms, events);
    else advance(state, state.now + 100, events);
    for (const event of events.slice(seen)) see(event);
  }
  return events;
}

export const typesOf = (events: readonly GameEvent[]) => events.map(({ type }) => type);
