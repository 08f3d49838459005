/** Follows the replay of a run, and returns its presses. One object serves one run. */
import type { Engine } from "../engine.ts";
import type { Plan } from "../plan.ts";
import type { Bug, GameEvent, State } from "../state.ts";
import type { Token } from "../tokens.ts";
import { type Place, type Press, PressTimer } from "./press.ts";
import { placesOf } from "./source.ts";

/** A bug before a press: the press changes the bug itself. */
interface Due {
  id: number;
  tokens: readonly Token[];
  /** The token that is typed next, the number of its characters that are typed, and whether the separator is due. */
  token: number;
  typed: number;
  gap: boolean;
  /** The number of tokens that the code had before a leak grew others. */
  written: number;
  cut: Pick<Bug, "snippets" | "line">;
  /** The key that it waits for. */
  key: string;
}

/** A press of a run, with the token that it belongs to. */
export interface GamePress extends Press {
  /** The first character of the token that is due, for a separator of the token after it; null for what a leak grew. */
  token: Place | null;
}

export class GamePresses {
  #engine: Engine;
  #plan: Plan;
  #timer = new PressTimer();
  #target: number | null = null;
  /** The locked bug, or every bug while none is locked. */
  #due: Due[] = [];
  readonly #places = new WeakMap<readonly Token[], (Place | undefined)[]>();
  /** Wrong keys while no bug was locked: no key was due. */
  astray = 0;

  constructor(engine: Engine, plan: Plan) {
    this.#engine = engine;
    this.#plan = plan;
  }

  /** A visitor of `replayRun`. @returns the press, if `key` was one */
  visit(state: State, events: readonly GameEvent[], key?: string): GamePress | undefined {
    let press: GamePress | undefined;
    for (const event of events) {
      if (event.type === "lock") this.#lock(event.bug);
      else if (event.type === "key") press = this.#hit(event, key ?? "");
      else if (event.type === "miss") press = this.#miss(event, key ?? "");
      else if (event.type === "release") this.#lock(null);
      else if (event.type === "power") this.#timer.restart();
      else if (event.type === "kill" || event.type === "arrival" || event.type === "phase") {
        if (event.bug === this.#target) this.#lock(null);
      }
    }
    const due =
      state.target === null ? state.bugs : state.bugs.filter(({ id }) => id === state.target);
    this.#due = due.map((bug) => this.#dueOf(state, bug));
    return press;
  }

  #lock(bug: number | null): void {
    this.#target = bug;
    this.#timer.restart();
  }

  #dueOf(state: State, bug: Bug): Due {
    const isTarget = bug.id === state.target;
    const { tokens, next, grown, snippets, line } = bug;
    return {
      id: bug.id,
      tokens,
      token: next,
      typed: isTarget ? state.typed : 0,
      gap: isTarget && state.gap,
      written: tokens.length - grown,
      cut: { snippets, line },
      key: isTarget ? this.#engine.expectedKey(state, bug) : (tokens[next]?.text[0] ?? ""),
    };
  }

  #tokenPlace({ tokens, token, written, cut }: Due): Place | null {
    if (token >= written) return null;
    let places = this.#places.get(tokens);
    if (!places) {
      places = placesOf(cut, tokens.slice(0, written), this.#plan);
      this.#places.set(tokens, places);
    }
    return places[token] ?? null;
  }

  #placesOf(due: Due): Pick<GamePress, "place" | "token"> {
    const token = this.#tokenPlace(due);
    const place = token && !due.gap ? { ...token, column: token.column + due.typed } : null;
    return { place, token };
  }

  #hit({ bug, at }: { bug: number; at: number }, key: string): GamePress {
    const due = this.#due.find((other) => other.id === bug);
    const places = due ? this.#placesOf(due) : { place: null, token: null };
    return { t: at, expected: key, typed: key, ...this.#timer.hit(at, key), ...places };
  }

  #miss({ bug, at }: { bug: number | null; at: number }, key: string): GamePress | undefined {
    const due = bug === null ? undefined : this.#due.find((other) => other.id === bug);
    if (!due) {
      this.astray += 1;
      return undefined;
    }
    return {
      t: at,
      expected: due.key,
      typed: key,
      ...this.#timer.miss(at),
      ...this.#placesOf(due),
    };
  }
}
