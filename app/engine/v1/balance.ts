/**
 * The numbers that decide how hard a run is. Speeds are in words of five keys a minute, whatever the length
 * of a token. `docs/balance.md` has their measured effect, which `npm run bench:balance` prints.
 */
import type { Difficulty, Mode } from "../plan.ts";
import { type Kind as AnyKind, LANES } from "../state.ts";

/** A boss is the last bug of every wave whose number is a multiple of this. */
export const BOSS_EVERY = 5;

export interface Balance {
  /** The damage that production can take before the run is over. */
  integrity: number;
  /** The typing speed that wave 1 requires, and what each further wave adds. */
  pressure: number;
  pressureStep: number;
  /** The fewest tokens that a bug of wave 1 carries; one more every `growEvery` waves, up to `tokensMost`. */
  tokens: number;
  tokensMost: number;
  growEvery: number;
  /** The fewest tokens that a boss carries. */
  bossTokens: number;
  /** Milliseconds that a bug gets on top of the time to type at the wave's speed. */
  slack: number;
}

const BALANCE: Record<Difficulty, Balance> = {
  EASY: {
    integrity: 120,
    pressure: 28,
    pressureStep: 5,
    tokens: 2,
    tokensMost: 6,
    growEvery: 4,
    bossTokens: 14,
    slack: 8_000,
  },
  NORMAL: {
    integrity: 100,
    pressure: 47,
    pressureStep: 6,
    tokens: 3,
    tokensMost: 8,
    growEvery: 3,
    bossTokens: 22,
    slack: 5_500,
  },
  HARD: {
    integrity: 80,
    pressure: 58,
    pressureStep: 8,
    tokens: 4,
    tokensMost: 10,
    growEvery: 2,
    bossTokens: 34,
    slack: 5_000,
  },
  EXPERT: {
    integrity: 60,
    pressure: 72,
    pressureStep: 10,
    tokens: 5,
    tokensMost: 12,
    growEvery: 2,
    bossTokens: 50,
    slack: 4_500,
  },
};

/** The numbers of one wave. */
export interface Wave {
  /** The number of bugs, including the boss. */
  bugs: number;
  boss: boolean;
  /** The fewest tokens that a bug carries. */
  tokens: number;
  /** The fewest bugs on the field while the wave has more to come, so that a fast player does not wait. */
  together: number;
  /** Microseconds for one key at the speed that this wave requires. */
  keyMicros: number;
  slack: number;
}

export function balanceOf(difficulty: Difficulty): Balance {
  return BALANCE[difficulty];
}

export function waveOf(difficulty: Difficulty, mode: Mode, wave: number): Wave {
  const balance = BALANCE[difficulty];
  const wordsPerMinute = balance.pressure + balance.pressureStep * (wave - 1);
  const pace = mode === "relaxed" ? 2 : 1;
  const boss = wave % BOSS_EVERY === 0;
  return {
    bugs: Math.min(3 + Math.floor(wave / 2), 14) + (boss ? 1 : 0),
    boss,
    tokens: Math.min(balance.tokens + Math.floor(wave / balance.growEvery), balance.tokensMost),
    together: Math.min(2 + Math.floor(wave / 3), LANES),
    keyMicros: Math.floor((pace * 12_000_000) / wordsPerMinute),
    slack: pace * balance.slack,
  };
}

/** The kinds of bug of this version, with their travel time in percent of the wave's. */
export const KINDS = { bug: 100, syntax: 90, null: 100, race: 75, leak: 130, boss: 110 } as const;
export type Kind = keyof typeof KINDS;

/** Returns the integrity that a bug takes when it arrives with `left` tokens to go. */
export function arrivalDamage(kind: AnyKind, left: number): number {
  return kind === "boss" ? 40 : Math.min(8 + left, 20);
}

/** Returns the damage of the shot that a finished token of `length` characters fires. */
export function shotDamage(length: number, combo: number): number {
  return length + Math.floor((length * Math.min(combo, 50)) / 10);
}

/** Milliseconds from a wave's end to the first bug of the next. */
export const BREATHER = 2_000;
/** Milliseconds until a bug that appears early because too few are on the field. */
export const FOLLOW_UP = 700;
