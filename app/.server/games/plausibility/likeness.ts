/**
 * Finds copies among the runs of one plan. A fingerprint has the rhythm of the first keys of the plan's code, each
 * at the place of its character, so that runs that took the bugs in another order can be compared. A copy keeps
 * the rhythm when it is slowed, hurried or blurred by some milliseconds; two people do not share it.
 */
import type { Engine } from "../../../engine/engine.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { RecordedRun, Visitor } from "../../../engine/replay.ts";
import { replayRun } from "../../../engine/replay.ts";
import type { Bug, State } from "../../../engine/state.ts";
import { type Token, tokenize } from "../../../engine/tokens.ts";
import { Correlation, LONGEST_GAP, Moments } from "./gap-statistics.ts";

/** The characters that a fingerprint covers, two in a byte: about the first two minutes at 50 words a minute. */
const PLACES = 500;
/** The first byte of a fingerprint: its version. */
const VERSION = 1;
/** A place holds 1 to 15 for -1.4 to 1.4, the logarithm of a gap relative to its kind; 0 if there is no gap. */
const STEP = 0.2;
const MIDDLE = 8;
/** Fewer common places say nothing: the correlation of independent runs would vary by 0.1 and more. */
const LEAST_PLACES = 80;
/**
 * Between the likeness of copies and that of people (`npm run bench:plausibility`). The same person on the same plan
 * is below it, too.
 */
export const ALIKE = 0.75;

/** The kinds of gap that all people make longer or shorter: a fingerprint has what is left. */
const kindOf = (before: string, key: string) =>
  before === " " || before === "Enter" ? before : key === " " || key === "Enter" ? `to ${key}` : "";

/** Where each snippet and each line of it begins, in keys and in tokens. */
function placesOf(plan: Plan) {
  let place = 0;
  return plan.snippets.map(({ snippet_text }) => {
    const tokens = tokenize(snippet_text);
    const starts = tokens.map(({ text }) => {
      const start = place;
      place += text.length + 1;
      return start;
    });
    return { tokens, starts };
  });
}

const firstTokenOf = (tokens: readonly Token[], line: number) => {
  const index = tokens.findIndex((token) => token.line >= line);
  return index < 0 ? tokens.length : index;
};

interface Gap {
  log: number;
  kind: string;
}

class Collector {
  readonly gaps: (Gap | undefined)[] = new Array(PLACES);
  readonly #places: ReturnType<typeof placesOf>;
  /** The bug that is typed, the place of its first character, and the number of its keys so far. */
  #bug: number | undefined;
  #base = 0;
  #typed = 0;
  #before: string | undefined;
  #beforeAt = 0;

  constructor(plan: Plan) {
    this.#places = placesOf(plan);
  }

  /** Returns the place of the first key that is left of `bug`; undefined for a boss, which is made of whole snippets. */
  #placeOf(bug: Bug): number | undefined {
    const snippet = this.#places[bug.snippets[0] ?? -1];
    if (!snippet || bug.snippets.length !== 1 || bug.kind === "boss") return undefined;
    const index = firstTokenOf(snippet.tokens, bug.line) + bug.next;
    return snippet.starts[index];
  }

  visit(state: State, events: Parameters<Visitor>[1], key?: string): void {
    for (const event of events) {
      if (event.type === "lock") {
        const bug = state.bugs.find(({ id }) => id === event.bug);
        const place = bug && this.#placeOf(bug);
        this.#bug = place === undefined ? undefined : event.bug;
        this.#base = place ?? 0;
        this.#typed = 0;
        this.#before = undefined;
      } else if (event.type === "miss") {
        this.#before = undefined;
      } else if (event.type === "key" && event.bug === this.#bug && key !== undefined) {
        this.#hit(state.now, key);
      }
    }
  }

  #hit(t: number, key: string): void {
    const place = this.#base + this.#typed;
    const gap = t - this.#beforeAt;
    const known = place >= PLACES || this.gaps[place] !== undefined;
    if (this.#before !== undefined && gap <= LONGEST_GAP && !known) {
      this.gaps[place] = { log: Math.log(Math.max(1, gap)), kind: kindOf(this.#before, key) };
    }
    this.#typed += 1;
    this.#before = key;
    this.#beforeAt = t;
  }
}

/** Returns the fingerprint of a run, of at most 251 bytes. Fingerprints of different plans must not be compared. */
export function fingerprintOf(engine: Engine, run: RecordedRun): Uint8Array {
  const collector = new Collector(run.plan);
  replayRun(engine, run, (state, events, key) => collector.visit(state, events, key));
  const { gaps } = collector;
  const kinds = new Map<string, Moments>();
  for (const gap of gaps) {
    if (!gap) continue;
    const moments = kinds.get(gap.kind) ?? new Moments();
    moments.add(gap.log);
    kinds.set(gap.kind, moments);
  }
  const bytes = new Uint8Array(1 + PLACES / 2);
  bytes[0] = VERSION;
  for (let place = 0; place < PLACES; place += 1) {
    const gap = gaps[place];
    if (!gap) continue;
    const left = gap.log - (kinds.get(gap.kind)?.mean ?? 0);
    const digit = Math.max(1, Math.min(2 * MIDDLE - 1, MIDDLE + Math.round(left / STEP)));
    const index = 1 + (place >> 1);
    bytes[index] = (bytes[index] ?? 0) | (place % 2 === 0 ? digit : digit << 4);
  }
  return bytes;
}

const digitAt = (fingerprint: Uint8Array, place: number) => {
  const byte = fingerprint[1 + (place >> 1)] ?? 0;
  return place % 2 === 0 ? byte & 15 : byte >> 4;
};

export interface Likeness {
  /** The characters that both runs timed. */
  places: number;
  /** The correlation of their rhythms: 1 for a copy, about 0.2 for two people. */
  r: number;
  alike: boolean;
}

/** Compares two fingerprints of one plan. */
export function likenessOf(one: Uint8Array, other: Uint8Array): Likeness {
  const correlation = new Correlation();
  if (one[0] === other[0]) {
    for (let place = 0; place < PLACES; place += 1) {
      const a = digitAt(one, place);
      const b = digitAt(other, place);
      if (a > 0 && b > 0) correlation.add(a, b);
    }
  }
  const { count: places, value: r } = correlation;
  return { places, r, alike: places >= LEAST_PLACES && r >= ALIKE };
}
