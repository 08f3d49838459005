/** A scripted player, who types at a steady speed with a steady share of errors. For samples, tests and benchmarks. */
import { currentEngine } from "../app/engine/current.ts";
import type { Plan } from "../app/engine/plan.ts";
import type { KeyPress } from "../app/engine/replay.ts";
import { draw, nextState } from "../app/engine/rng.ts";
import { type Outcome, type State, targetOf } from "../app/engine/state.ts";

export interface Habits {
  /** Words a minute, of five keys each. */
  wpm: number;
  /** Wrong keys in a thousand. */
  errors?: number;
  /** The millisecond at which the player quits, unless the run ends before. */
  until?: number;
  seed?: number;
}

export interface PlayedRun {
  keys: KeyPress[];
  outcome: Outcome;
  endedAt: number;
  state: State;
}

/** Milliseconds that the player needs to notice a new bug on an empty field. */
const REACTION = 250;

/** Plays a run of `plan` to its end. */
export function play(plan: Plan, habits: Habits, engine = currentEngine): PlayedRun {
  const state = engine.start(plan);
  const keys: KeyPress[] = [];
  const until = habits.until ?? 3_600_000;
  let rng = habits.seed ?? 1;
  const random = (bound: number) => {
    rng = nextState(rng);
    return draw(rng, bound);
  };
  const pause = 12_000 / habits.wpm;
  let t = 0;
  while (!state.over && t < until) {
    const bug = targetOf(state) ?? engine.byDistance(state)[0];
    if (!bug) {
      const wake = Math.min(until, engine.nextMoment(state) + REACTION);
      engine.advance(state, wake);
      t = Math.max(t, wake);
      continue;
    }
    // Human hands vary: each pause is half to one and a half times the average.
    t += pause / 2 + (pause * random(1000)) / 1000;
    if (t >= until) break;
    const at = Math.floor(t);
    engine.advance(state, at);
    if (state.over) break;
    const aim = targetOf(state) ?? engine.byDistance(state)[0];
    if (!aim) continue;
    const slip = random(1000) < (habits.errors ?? 0);
    const key = slip ? "~" : engine.expectedKey(state, aim);
    keys.push([at, key]);
    engine.press(state, key, at);
  }
  if (!state.over) engine.quit(state, until);
  const over = state.over as unknown as { outcome: Outcome; at: number };
  return { keys, outcome: over.outcome, endedAt: over.at, state };
}
