/**
 * A scripted player for samples, tests and benchmarks, who types at a steady speed with a steady share of errors. Its
 * runs pass the rules that find machines (docs/decisions/0036-plausibility.md), as those of people do: each pair of keys
 * has a time of its own, a new bug is looked for, and an error makes the next key slow. `tests/support/people` has
 * people as studies describe them.
 */
import { currentEngine } from "../app/engine/current.ts";
import type { Engine } from "../app/engine/engine.ts";
import type { Plan } from "../app/engine/plan.ts";
import type { KeyPress } from "../app/engine/replay.ts";
import { draw, nextState } from "../app/engine/rng.ts";
import {
  type Bug,
  distanceOf,
  type GameEvent,
  type Outcome,
  type State,
  targetOf,
} from "../app/engine/state.ts";

/** Returns the bug that the player types next when none is locked; undefined to wait for another. */
export type Choice = (state: State, engine: Engine) => Bug | undefined;

export interface Habits {
  /** Words a minute, of five keys each; or a function for a player who changes it. */
  wpm: number | ((state: State) => number);
  /** Wrong keys in a thousand; or a function for a player who errs on purpose. */
  errors?: number | ((state: State) => number);
  /** The millisecond at which the player quits, unless the run ends before. */
  until?: number;
  seed?: number;
  /** Whose hands type: each has its own times for pairs of keys. Runs of the same hands look like copies. */
  hands?: number;
  /** The nearest bug by default. */
  choose?: Choice;
  /** Whether to use the older power now. By default powers stay unused. */
  spends?: (state: State) => boolean;
}

export interface PlayedRun {
  keys: KeyPress[];
  outcome: Outcome;
  endedAt: number;
  state: State;
}

/** Milliseconds that the player needs to notice a new bug on an empty field. */
const REACTION = 250;

/**
 * Each gap is multiplied by a random factor, in thousandths. With factors of 0.7 to 1.3, 12 of 3,000 runs at 22 words a
 * minute were flagged as too even; with these none of 32,000 at 20 to 140.
 */
const FACTOR = { least: 550, range: 900 };

/** How much longer than usual the first key of the next bug and the key after an error take. */
const TURN = 2.5;
const RECOVERY = 2;
/** The share of a usual gap in flowing typing, so that with these pauses the average is as slow as asked for. */
const FLOW = 0.94;
/** After an error, of a thousand: the fingers were on their way to another wrong key. */
const SECOND_ERRORS = 150;

/** Returns how long a pair of keys takes, as a share of the usual gap: 0.6 to 1.4, always the same for a pair. */
export function pairShare(before: string, key: string, hands = 0): number {
  const pair = (hands * 131 + before.charCodeAt(0)) * 131 + key.charCodeAt(0);
  return 0.6 + draw(nextState(nextState(pair)), 801) / 1000;
}

/** Takes the bug that is nearest to the wall. */
export const nearest: Choice = (state, engine) => engine.byDistance(state)[0];

/** Takes the nearest bug that can still be fixed, as the cards show; the nearest if there is none. */
export const nearestInReach: Choice = (state, engine) => {
  const bugs = engine.byDistance(state);
  return bugs.find((bug) => engine.spareMs(state, bug) >= 0) ?? bugs[0];
};

/** Uses a hotfix at once, and another power when a bug has less than a third of its way left. */
export function spendsWhenNear(state: State): boolean {
  const [power] = state.powers;
  if (!power) return false;
  if (power === "hotfix") return state.target !== null;
  return state.bugs.some((bug) => 3 * distanceOf(bug, state.now) < 1);
}

const presentValue = <T>(habit: T | ((state: State) => T), state: State): T =>
  typeof habit === "function" ? (habit as (state: State) => T)(state) : habit;

/** Plays a run of `plan` to its end. What happens is appended to `events`. */
export function play(
  plan: Plan,
  habits: Habits,
  engine = currentEngine,
  events?: GameEvent[],
): PlayedRun {
  const state = engine.start(plan);
  const keys: KeyPress[] = [];
  const until = habits.until ?? 3_600_000;
  const { choose = nearest, spends } = habits;
  let rng = habits.seed ?? 1;
  const random = (bound: number) => {
    rng = nextState(rng);
    return draw(rng, bound);
  };
  let t = 0;
  let before = " ";
  let failed = false;
  while (!state.over && t < until) {
    const bug = targetOf(state) ?? choose(state, engine);
    if (!bug) {
      const wake = Math.min(until, engine.nextMoment(state) + REACTION);
      engine.advance(state, wake, events);
      t = Math.max(t, wake);
      continue;
    }
    const pause = 12_000 / presentValue(habits.wpm, state);
    const gap = pause * FLOW * pairShare(before, engine.expectedKey(state, bug), habits.hands);
    const slower = failed ? RECOVERY : state.target === null ? TURN : 1;
    t += gap * slower * ((FACTOR.least + random(FACTOR.range + 1)) / 1000);
    if (t >= until) break;
    const at = Math.floor(t);
    engine.advance(state, at, events);
    if (state.over) break;
    const aim = targetOf(state) ?? choose(state, engine);
    if (!aim) continue;
    const press = (key: string) => {
      before = key;
      keys.push([at, key]);
      engine.press(state, key, at, events);
    };
    if (spends?.(state)) {
      press("ArrowUp");
      continue;
    }
    const errors = presentValue(habits.errors ?? 0, state);
    failed = random(1000) < (failed && errors > 0 ? Math.max(errors, SECOND_ERRORS) : errors);
    press(failed ? "~" : engine.expectedKey(state, aim));
  }
  if (!state.over) engine.quit(state, until, events);
  const over = state.over as unknown as { outcome: Outcome; at: number };
  return { keys, outcome: over.outcome, endedAt: over.at, state };
}
