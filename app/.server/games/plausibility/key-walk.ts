/** Follows a replay and keeps what the evidence is computed from. One object serves one run. */
import type { GameEvent, State } from "../../../engine/state.ts";
import { Correlation, GapHistogram, LONGEST_GAP, logarithm, Moments } from "./gap-statistics.ts";

/** How fast the typical gap follows the pace of the run: it is an average over about 30 keys. */
const FOLLOW = 1 / 16;
/** A pause counts as at most e times the typical gap, so that one pause does not hide the rhythm. */
const FARTHEST = 1;
/** Characters that can make a pair: all code of snippets is printable ASCII. */
const FIRST_CHARACTER = 33;
const CHARACTERS = 94;
/** Is added to stored times, so that 0 marks a pair that did not occur. */
const OCCURRED = 10;
const BURST = 10;

const SEPARATORS = new Set([" ", "Enter"]);

export class KeyWalk {
  keys = 0;
  misses = 0;
  missesInARow = 0;
  flawless = 0;
  burst = 0;
  readonly hitTimes: number[] = [];
  /** Gaps between all pressed keys, and between hits in a row on one bug. */
  readonly pressed = new GapHistogram();
  readonly timed = new GapHistogram();
  readonly gaps = new Moments();
  readonly logGaps: number[] = [];
  /** Logarithms of gaps: inside a token, at the first key of a token or a line, and after an error. */
  readonly inside = new Moments();
  readonly tokenStarts = new Moments();
  readonly lineStarts = new Moments();
  readonly recoveries = new Moments();
  readonly retargets = new Moments();
  readonly retargetTimes: number[] = [];
  readonly reactions: number[] = [];
  readonly rhythm = new Correlation();

  /** The last time of each pair of keys, relative to the pace. */
  readonly #pairs = new Float32Array(CHARACTERS * CHARACTERS);
  readonly #spawnedAt = new Map<number, number>();
  /** Bugs that appeared on an empty field. */
  readonly #alone = new Set<number>();
  #bugs = 0;
  #target: number | null = null;
  /** Since when the player may choose a target. */
  #freeAt = 0;
  /** Whether a wrong key came since. */
  #freeMissed = false;
  /** Whether the wall took the target: a finger was on its way then, so the next gap says nothing about the eyes. */
  #freedByWall = false;
  #lastPress: number | undefined;
  #burst = 1;
  #flawless = 0;
  /** The last key if it was a hit on the present target, and its time. */
  #lastHit: string | undefined;
  #lastHitAt = 0;
  #missedAt: number | undefined;
  #pace: number | undefined;

  visit(state: State, events: readonly GameEvent[], key?: string): void {
    const t = state.now;
    for (const event of events) {
      if (event.type === "spawn" || event.type === "return") {
        this.#spawnedAt.set(event.bug, event.at);
        if (this.#bugs === 0) this.#alone.add(event.bug);
        this.#bugs += 1;
      } else if (event.type === "lock") {
        this.#lock(event.bug, t, key);
      } else if (event.type === "key") {
        this.#hit(t, key ?? "");
      } else if (event.type === "miss") {
        this.#miss(t);
      } else if (event.type === "release") {
        this.#free(event.at);
      } else if (event.type === "kill" || event.type === "arrival") {
        this.#bugs -= 1;
        this.#spawnedAt.delete(event.bug);
        if (event.bug !== this.#target) continue;
        this.#free(event.at);
        this.#freedByWall = event.type === "arrival";
      }
    }
  }

  #press(t: number): void {
    this.keys += 1;
    if (this.#lastPress !== undefined) {
      const gap = t - this.#lastPress;
      if (gap <= LONGEST_GAP) this.pressed.add(gap);
      this.#burst = gap < BURST ? this.#burst + 1 : 1;
      this.burst = Math.max(this.burst, this.#burst);
    }
    this.#lastPress = t;
  }

  #free(at: number): void {
    this.#target = null;
    this.#freeAt = at;
    this.#freeMissed = false;
    this.#freedByWall = false;
    this.#lastHit = undefined;
    this.#missedAt = undefined;
  }

  #lock(bug: number, t: number, key: string | undefined): void {
    this.#target = bug;
    this.#lastHit = undefined;
    this.#missedAt = undefined;
    // Tab chooses a target without typing its first key.
    if (key === "Tab" || this.#freeMissed) return;
    const spawnedAt = this.#spawnedAt.get(bug) ?? 0;
    if (spawnedAt >= this.#freeAt) {
      if (this.#alone.has(bug)) this.reactions.push(t - spawnedAt);
      return;
    }
    const gap = t - this.#freeAt;
    if (gap > LONGEST_GAP || this.#freedByWall) return;
    this.retargets.add(logarithm(gap));
    this.retargetTimes.push(gap);
  }

  #miss(t: number): void {
    this.#press(t);
    this.misses += 1;
    if (this.#missedAt !== undefined) this.missesInARow += 1;
    this.#missedAt = t;
    this.#freeMissed = true;
    this.#flawless = 0;
    this.#lastHit = undefined;
  }

  #hit(t: number, key: string): void {
    this.#press(t);
    this.hitTimes.push(t);
    this.#flawless += 1;
    this.flawless = Math.max(this.flawless, this.#flawless);
    if (this.#missedAt !== undefined) {
      const gap = t - this.#missedAt;
      if (gap <= LONGEST_GAP) this.recoveries.add(logarithm(gap));
    } else if (this.#lastHit !== undefined) {
      this.#time(t - this.#lastHitAt, this.#lastHit, key);
    }
    this.#missedAt = undefined;
    this.#lastHit = key;
    this.#lastHitAt = t;
  }

  #time(gap: number, before: string, key: string): void {
    if (gap > LONGEST_GAP) return;
    const log = logarithm(gap);
    this.timed.add(gap);
    this.gaps.add(gap);
    this.logGaps.push(log);
    if (before === "Enter") this.lineStarts.add(log);
    else if (before === " ") this.tokenStarts.add(log);
    else if (!SEPARATORS.has(key)) {
      this.inside.add(log);
      this.#compare(log, before, key);
    }
  }

  /** Compares the gap before `key`, relative to the present pace, with the last gap between the same keys. */
  #compare(log: number, before: string, key: string): void {
    this.#pace ??= log;
    const value = Math.max(-FARTHEST, Math.min(FARTHEST, log - this.#pace));
    this.#pace += FOLLOW * (log - this.#pace);
    const first = before.charCodeAt(0) - FIRST_CHARACTER;
    const second = key.charCodeAt(0) - FIRST_CHARACTER;
    if (first < 0 || first >= CHARACTERS || second < 0 || second >= CHARACTERS) return;
    const pair = first * CHARACTERS + second;
    const last = this.#pairs[pair] ?? 0;
    if (last > 0) this.rhythm.add(last - OCCURRED, value);
    this.#pairs[pair] = value + OCCURRED;
  }
}
