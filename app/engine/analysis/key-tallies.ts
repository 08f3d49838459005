/** Counts the keys of a run by part of the run, by kind of bug and by kind of key, for its advice. */
import type { Engine } from "../engine.ts";
import type { GameEvent, Kind, State } from "../state.ts";

/** The groups of keys that advice tells apart, by the character that was expected. `blanks` are Space and Enter. */
export const KEY_GROUPS = [
  "letters",
  "capitals",
  "digits",
  "brackets",
  "quotes",
  "operators",
  "blanks",
] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

/** The keys after an error that its cost is spread over. */
const KEYS_AFTER_ERROR = 5;
/** In milliseconds. A longer gap between two keys of a bug is a pause, and is no sign of how somebody types. */
const LONGEST_GAP = 2_000;

/** The keys of one group. */
export interface Tally {
  hits: number;
  misses: number;
  /** Errors: wrong keys in a row are one. */
  errors: number;
}

/** The time of some keys: milliseconds since the key before, added up. */
export interface Timing {
  keys: number;
  ms: number;
}

const emptyTally = (): Tally => ({ hits: 0, misses: 0, errors: 0 });
const emptyTiming = (): Timing => ({ keys: 0, ms: 0 });

const GROUPS_OF: [keys: string, group: KeyGroup][] = [
  ["()[]{}<>", "brackets"],
  ["'\"`", "quotes"],
  [" ", "blanks"],
];

/** Returns the group of a key: one character or `Enter`. */
export function groupOf(key: string): KeyGroup {
  if (key === "Enter") return "blanks";
  if (/^[a-z]$/.test(key)) return "letters";
  if (/^[A-Z]$/.test(key)) return "capitals";
  if (/^[0-9]$/.test(key)) return "digits";
  return GROUPS_OF.find(([keys]) => keys.includes(key))?.[1] ?? "operators";
}

/** Follows a replay: `visit` is called with everything that a visitor of `replayRun` gets. */
export class KeyTallies {
  readonly all = emptyTally();
  /** The first and the second half of the run. */
  readonly halves = [emptyTally(), emptyTally()] as const;
  readonly bugs = new Map<Kind, Tally>();
  readonly groups = new Map<KeyGroup, Tally>(KEY_GROUPS.map((group) => [group, emptyTally()]));
  /** The keys of a bug that follow another correct key of it, without the next kind. */
  readonly flow = emptyTiming();
  /** Up to five correct keys of a bug after an error. Their time runs from the last correct key before it. */
  readonly afterErrors = emptyTiming();

  readonly #engine: Engine;
  readonly #endedAt: number;
  readonly #kinds = new Map<number, Kind>();
  /** When the last correct key of the present bug was pressed; undefined before the first. */
  #lastHit: number | undefined;
  #hitsSinceError = Number.POSITIVE_INFINITY;
  #inError = false;

  constructor(engine: Engine, endedAt: number) {
    this.#engine = engine;
    this.#endedAt = endedAt;
  }

  visit(state: State, events: readonly GameEvent[], pressed = ""): void {
    for (const event of events) {
      if (event.type === "spawn" || event.type === "return") {
        for (const { id, kind } of state.bugs) this.#kinds.set(id, kind);
      } else if (event.type === "lock" || event.type === "release" || event.type === "kill") {
        this.#startBug();
      } else if (event.type === "key") {
        this.#hit(event.at, event.bug, pressed);
      } else if (event.type === "miss") {
        const bug = state.bugs.find(({ id }) => id === event.bug);
        this.#miss(event.at, event.bug, bug && this.#engine.expectedKey(state, bug));
      }
    }
  }

  /** Returns the tallies that a key belongs to; `expected` is undefined while no bug is locked. */
  #talliesOf(at: number, bug: number | null, expected: string | undefined): Tally[] {
    const half = this.halves[at * 2 < this.#endedAt ? 0 : 1];
    const kind = bug === null ? undefined : this.#kinds.get(bug);
    if (expected === undefined || kind === undefined) return [this.all, half];
    const ofKind = this.bugs.get(kind) ?? emptyTally();
    this.bugs.set(kind, ofKind);
    const ofGroup = this.groups.get(groupOf(expected));
    return [this.all, half, ofKind, ...(ofGroup ? [ofGroup] : [])];
  }

  #startBug(): void {
    this.#lastHit = undefined;
    this.#hitsSinceError = Number.POSITIVE_INFINITY;
    this.#inError = false;
  }

  #hit(at: number, bug: number, key: string): void {
    for (const tally of this.#talliesOf(at, bug, key)) tally.hits += 1;
    this.#inError = false;
    this.#hitsSinceError += 1;
    const gap = at - (this.#lastHit ?? Number.NEGATIVE_INFINITY);
    if (gap <= LONGEST_GAP) {
      const timing = this.#hitsSinceError > KEYS_AFTER_ERROR ? this.flow : this.afterErrors;
      timing.keys += 1;
      timing.ms += gap;
    }
    this.#lastHit = at;
  }

  #miss(at: number, bug: number | null, expected: string | undefined): void {
    for (const tally of this.#talliesOf(at, bug, expected)) {
      tally.misses += 1;
      if (!this.#inError) tally.errors += 1;
    }
    this.#inError = true;
    this.#hitsSinceError = 0;
    this.#lastHit ??= at;
  }
}
