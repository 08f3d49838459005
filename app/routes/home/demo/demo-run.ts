/** The first bug as a run of the engine, and what the field shows of it. It uses neither React nor the DOM. */
import type { Engine } from "../../../engine/engine.ts";
import type { Plan } from "../../../engine/plan.ts";
import { earnedPoints, scoreParts } from "../../../engine/score.ts";
import { type Bug, type GameEvent, type State, targetOf } from "../../../engine/state.ts";

/** The most milliseconds that a pause counts: nobody types slowly who looked away. */
const LONGEST_PAUSE = 2_000;

/** What the field shows. */
export interface DemoView {
  /** The place of the caret in the bug's code; its length when the bug is fixed. */
  caret: number;
  wpm: number;
  /** Correct keys of all keys, from 0 to 1; undefined before the first. */
  accuracy: number | undefined;
  score: number;
  combo: number;
  /** The last key, if it was wrong. */
  wrong: string | undefined;
  /** The damage of the last shot; 0 before the first. */
  damage: number;
  /** The number of shots. */
  shots: number;
  /** The points for the fix; undefined while the bug lives. */
  points: number | undefined;
}

export const FIRST_VIEW: DemoView = {
  caret: 0,
  wpm: 0,
  accuracy: undefined,
  score: 0,
  combo: 0,
  wrong: undefined,
  damage: 0,
  shots: 0,
  points: undefined,
};

/** Returns the place in the bug's code that is typed next. */
function caretOf(engine: Engine, state: State, bug: Bug): number {
  const lines = bug.code.split("\n");
  const startOf = (line: number) => lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
  const token = bug.tokens[bug.next];
  if (!token) return bug.code.length;
  if (!state.gap) return startOf(token.line) + token.column + state.typed;
  // The blank before the token, or the end of the line above.
  if (engine.expectedKey(state, bug) === "Enter") return startOf(token.line) - 1;
  return startOf(token.line) + token.column - 1;
}

export class DemoRun {
  readonly state: State;
  /** The bug that is typed. It stays locked from the start. */
  readonly bug: Bug;
  view = FIRST_VIEW;
  readonly #engine: Engine;
  #pressedAt: number | undefined;
  #typedMs = 0;

  constructor(engine: Engine, plan: Plan) {
    this.#engine = engine;
    this.state = engine.start(plan);
    engine.advance(this.state, engine.nextMoment(this.state));
    engine.press(this.state, "Tab", this.state.now);
    const bug = targetOf(this.state);
    if (!bug) throw new Error("The demo has no bug");
    this.bug = bug;
  }

  /** Whether a key was pressed. */
  get isBegun(): boolean {
    return this.view.accuracy !== undefined;
  }

  /** Whether the bug is begun and not fixed. */
  get isTyping(): boolean {
    return this.isBegun && this.view.points === undefined;
  }

  /** Shows the last wrong key no longer. */
  forgetWrong(): void {
    this.view = { ...this.view, wrong: undefined };
  }

  /**
   * Applies a key at `pressedAt`, in milliseconds on any clock. Returns what happened.
   *
   * The run's clock runs while the visitor types, and stops short of every arrival: nobody loses here.
   */
  press(key: string, pressedAt: number): GameEvent[] {
    const engine = this.#engine;
    const { state } = this;
    if (this.view.points !== undefined) return [];
    const pause = pressedAt - (this.#pressedAt ?? pressedAt);
    const passed = Math.floor(Math.min(Math.max(0, pause), LONGEST_PAUSE));
    this.#pressedAt = pressedAt;
    this.#typedMs += passed;
    const nearest = Math.min(...state.bugs.map(({ arrives_at }) => arrives_at));
    const now = Math.max(state.now, Math.min(state.now + passed, nearest - 1));

    const before = scoreParts(engine.scoreOf(state));
    const events: GameEvent[] = [];
    engine.press(state, key, now, events);
    const score = engine.scoreOf(state);
    const parts = scoreParts(score);
    const isFixed = events.some(({ type }) => type === "kill");
    const shot = events.find((event) => event.type === "shot");
    const { correct_keys: hits, incorrect_keys: misses } = state;
    this.view = {
      caret: isFixed ? this.bug.code.length : caretOf(engine, state, this.bug),
      // The first key starts the clock, so it takes no time.
      wpm: this.#typedMs > 0 ? ((hits - 1) / this.#typedMs) * 12_000 : 0,
      accuracy: hits / (hits + misses),
      score: earnedPoints(score),
      combo: state.combo,
      wrong: events.some(({ type }) => type === "miss") ? key : undefined,
      damage: shot ? shot.damage : this.view.damage,
      shots: this.view.shots + (shot ? 1 : 0),
      points: isFixed ? parts.kills - before.kills + parts.words - before.words : undefined,
    };
    return events;
  }
}
