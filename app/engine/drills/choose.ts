/**
 * Chooses the windows of a drill: mostly such that are rich in the keys to be mended, and some plain ones between them, so
 * that what was drilled is also typed where it is rare.
 */
import { characterOf, keyOf } from "../keystrokes/sums.ts";
import { draw, nextState } from "../rng.ts";
import type { Window } from "./windows.ts";

/** The keys of a drill, about: two minutes at 25 WPM, and half a minute at 100. */
export const DRILL_KEYS = 250;
/** Windows are chosen for the weak keys until they have this many keys in all. On average that is 70 % of the drill. */
const FOCUSED_KEYS = 150;
/** How many keys longer a drill may become, because windows are not divided. */
const SURPLUS = 40;
/** A key that is this many times as frequent as usual is drilled enough: more of it would make code of nothing else. */
const ENOUGH = 2.5;
/** What is left of a window's gain if it was drilled lately, in percent. */
const LATELY_PERCENT = 60;
/** A window is called rich in a key that is at least this many times as frequent in it as usual. */
const RICH = 1.5;
/** Windows that gain almost as much as the best are as good, in percent: which of them is chance. */
const AS_GOOD_PERCENT = 97;

/** A window that can be chosen, and where it is from. */
export interface Candidate extends Window {
  /** The text that it was cut from. */
  source: string;
}

export interface ChosenWindow<Source extends Candidate> {
  window: Source;
  /** The keys that it was chosen for; empty for a plain one. */
  rich_in: string[];
}

/** Returns how often `target`, one character or two, occurs in `stream`. */
export function occurrences(stream: string, target: string): number {
  let count = 0;
  for (let at = stream.indexOf(target); at >= 0; at = stream.indexOf(target, at + 1)) count += 1;
  return count;
}

/** Draws whole numbers from a seed. */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = nextState(seed);
  }
  below(bound: number): number {
    const drawn = draw(this.#state, bound);
    this.#state = nextState(this.#state);
    return drawn;
  }
}

/** Returns what tells a window from all others. */
export const identityOf = ({ source, line, lines }: Candidate) => `${source} ${line} ${lines}`;

const overlaps = (a: Candidate, b: Candidate) =>
  a.source === b.source && a.line < b.line + b.lines && b.line < a.line + a.lines;

/** How often each target occurs in a window, or in all of them. */
interface Counts {
  keys: number;
  /** In the order of the targets. */
  found: number[];
}

class Chooser<Source extends Candidate> {
  #windows: readonly Source[];
  #targets: readonly string[];
  #counts: Counts[];
  /** Occurrences a key over all windows. */
  #usual: number[];
  #lately: ReadonlySet<string>;
  #dice: Dice;
  #chosen: ChosenWindow<Source>[] = [];
  #sum: Counts;

  constructor(
    windows: readonly Source[],
    targets: readonly string[],
    lately: ReadonlySet<string>,
    seed: number,
  ) {
    this.#windows = windows;
    this.#targets = targets.map((target) => (target === "Enter" ? characterOf(target) : target));
    this.#counts = windows.map(({ stream }) => ({
      keys: stream.length + 1,
      found: this.#targets.map((target) => occurrences(stream, target)),
    }));
    const keys = this.#counts.reduce((sum, counts) => sum + counts.keys, 0);
    this.#usual = targets.map(
      (_, index) =>
        this.#counts.reduce((sum, { found }) => sum + (found[index] ?? 0), 0) / Math.max(1, keys),
    );
    this.#lately = lately;
    this.#dice = new Dice(seed);
    this.#sum = { keys: 0, found: targets.map(() => 0) };
  }

  /** How many times as frequent as usual each target is, up to `ENOUGH`, added up. */
  #gain({ keys, found }: Counts): number {
    return found.reduce((gain, count, index) => {
      const usual = this.#usual[index] ?? 0;
      return usual === 0 || keys === 0 ? gain : gain + Math.min(ENOUGH, count / keys / usual);
    }, 0);
  }

  #isFree(window: Source): boolean {
    return !this.#chosen.some((chosen) => overlaps(chosen.window, window));
  }

  #take(index: number, plain: boolean): void {
    const window = this.#windows[index];
    const counts = this.#counts[index];
    if (!window || !counts) return;
    const rich = this.#targets.flatMap((_, target) => {
      const usual = this.#usual[target] ?? 0;
      const share = (counts.found[target] ?? 0) / counts.keys;
      return usual > 0 && share >= RICH * usual ? [target] : [];
    });
    this.#chosen.push({
      window,
      rich_in: plain ? [] : rich.map((target) => keyOf(this.#targets[target] ?? "")),
    });
    if (plain) return;
    this.#sum = {
      keys: this.#sum.keys + counts.keys,
      found: this.#sum.found.map((sum, target) => sum + (counts.found[target] ?? 0)),
    };
  }

  /** True for a window that makes the drill, which still needs `left` keys, no longer than it should be. */
  #fits(index: number, left: number): boolean {
    return (this.#counts[index]?.keys ?? 0) <= left + SURPLUS;
  }

  /**
   * Takes the free window with which the chosen ones gain most. One that is too long is taken only as the first, if none that
   * fits has any of the targets.
   *
   * @param left the keys that the drill still needs
   * @returns its keys; 0 when none gains anything
   */
  takeRichest(left: number): number {
    const all = this.#windows.map((window, index) => {
      const counts = this.#counts[index];
      if (!counts || counts.found.every((count) => count === 0) || !this.#isFree(window)) return 0;
      const gain = this.#gain({
        keys: this.#sum.keys + counts.keys,
        found: this.#sum.found.map((sum, target) => sum + (counts.found[target] ?? 0)),
      });
      return this.#lately.has(identityOf(window)) ? (gain * LATELY_PERCENT) / 100 : gain;
    });
    const fitting = all.map((gain, index) => (this.#fits(index, left) ? gain : 0));
    const isFirst = this.#chosen.length === 0;
    const gains = isFirst && fitting.every((gain) => gain === 0) ? all : fitting;
    const best = Math.max(0, ...gains);
    if (best === 0) return 0;
    const good = gains.flatMap((gain, index) =>
      100 * gain >= AS_GOOD_PERCENT * best ? [index] : [],
    );
    const index = good[this.#dice.below(good.length)] ?? 0;
    this.#take(index, false);
    return this.#counts[index]?.keys ?? 0;
  }

  /**
   * Takes any free window, rather one that was not drilled lately, that makes the drill no longer than it should be, and in
   * which one of the targets occurs.
   *
   * @param left the keys that the drill still needs
   * @returns its keys; 0 when none is free
   */
  takePlain(left: number): number {
    const free = this.#windows.flatMap((window, index) => (this.#isFree(window) ? [index] : []));
    const isNew = (index: number) => {
      const window = this.#windows[index];
      return window !== undefined && !this.#lately.has(identityOf(window));
    };
    const fresh = free.filter(isNew);
    const short = fresh.filter((index) => this.#fits(index, left));
    // Where a drilled key is rare it is still to come: code without it mends nothing.
    const hasTarget = (index: number) => this.#counts[index]?.found.some((count) => count > 0);
    const from =
      [short.filter(hasTarget), short, fresh, free].find((some) => some.length > 0) ?? [];
    const index = from[this.#dice.below(Math.max(1, from.length))];
    if (index === undefined) return 0;
    this.#take(index, true);
    return this.#counts[index]?.keys ?? 0;
  }

  /** Returns the chosen windows in a random order, but one that was chosen for the targets first: it is what was asked for. */
  finish(): ChosenWindow<Source>[] {
    const order = [...this.#chosen];
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = this.#dice.below(last + 1);
      const [a, b] = [order[last], order[other]];
      if (a && b) [order[last], order[other]] = [b, a];
    }
    const rich = order.findIndex(({ rich_in }) => rich_in.length > 0);
    return rich < 0 ? order : [...order.splice(rich, 1), ...order];
  }
}

/**
 * Chooses windows of about `DRILL_KEYS` keys. The same arguments give the same windows.
 *
 * @param targets keys (one character or `Enter`) and pairs (two characters) to be mended; without any the drill is plain
 * @param lately the identities (`identityOf`) of windows that were drilled lately
 */
export function chooseWindows<Source extends Candidate>(
  windows: readonly Source[],
  targets: readonly string[],
  seed: number,
  lately: ReadonlySet<string> = new Set(),
): ChosenWindow<Source>[] {
  const chooser = new Chooser(windows, targets, lately, seed);
  let keys = 0;
  if (targets.length > 0) {
    while (keys < FOCUSED_KEYS) {
      const taken = chooser.takeRichest(DRILL_KEYS - keys);
      if (taken === 0) break;
      keys += taken;
    }
  }
  while (keys < DRILL_KEYS) {
    const taken = chooser.takePlain(DRILL_KEYS - keys);
    if (taken === 0) break;
    keys += taken;
  }
  return chooser.finish();
}
