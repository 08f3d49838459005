/**
 * The numbers that decide how hard a run is. Speeds are in hundredths of a word of five keys a minute. Times are in
 * milliseconds. `docs/balance.md` has their measured effect, which `npm run bench:balance` prints.
 */
import type { Difficulty, Mode } from "../plan.ts";
import type { Kind, Power } from "../state.ts";

/** A boss is the last bug of every wave whose number is a multiple of this. */
export const BOSS_EVERY = 5;

/** The damage that production can take before the run is over. */
export const INTEGRITY = 100;

export interface Balance {
  /** The speed that the first wave requires of everybody, and what each minute of the run adds. */
  ramp: { start: number; perMinute: number };
  /**
   * The share of the player's own speed that a wave requires, in thousandths: it rises from `start` to `full` during
   * the first `fullAt` milliseconds, then by `perMinute`. Above the speed `fast`, `fastTerm` is added for each
   * multiple of that speed.
   */
  share: {
    start: number;
    full: number;
    fullAt: number;
    perMinute: number;
    fast: number;
    fastTerm: number;
  };
  /** What a bug's way takes on top of the time to type what is on the field: milliseconds, and keys. */
  slack: { ms: number; keys: number };
  /** The tokens that a bug of wave 1 carries; one more after each `growEvery`, up to `most`. */
  tokens: { least: number; most: number; growEvery: number };
  /** The number of hunks of a boss, and the tokens of each. */
  boss: { phases: number; tokens: number };
  /** The fewest bugs on the field from wave 2 on, so that a player has a choice. */
  together: number;
  /** The most bugs that appear by themselves. */
  mostBugs: number;
  /** How long the bugs of one wave occupy a player of its speed, and the fewest of them. */
  waveMs: number;
  leastBugs: number;
  /** The damage of a bug without the part for its tokens. */
  damage: number;
}

export const BALANCE: Record<Difficulty, Balance> = {
  EASY: {
    ramp: { start: 1_940, perMinute: 230 },
    share: { start: 914, full: 1_375, fullAt: 30_000, perMinute: 240, fast: 4_000, fastTerm: 110 },
    slack: { ms: 4_100, keys: 11 },
    tokens: { least: 2, most: 3, growEvery: 120_000 },
    boss: { phases: 2, tokens: 2 },
    together: 3,
    mostBugs: 5,
    waveMs: 22_300,
    leastBugs: 3,
    damage: 4,
  },
  NORMAL: {
    ramp: { start: 3_850, perMinute: 338 },
    share: { start: 940, full: 1_340, fullAt: 55_000, perMinute: 100, fast: 8_500, fastTerm: 90 },
    slack: { ms: 2_400, keys: 9 },
    tokens: { least: 3, most: 5, growEvery: 60_000 },
    boss: { phases: 2, tokens: 8 },
    together: 3,
    mostBugs: 6,
    waveMs: 16_000,
    leastBugs: 3,
    damage: 2,
  },
  HARD: {
    ramp: { start: 6_500, perMinute: 350 },
    share: { start: 1_200, full: 1_334, fullAt: 95_000, perMinute: 92, fast: 8_500, fastTerm: 197 },
    slack: { ms: 2_300, keys: 24 },
    tokens: { least: 4, most: 6, growEvery: 75_000 },
    boss: { phases: 2, tokens: 9 },
    together: 3,
    mostBugs: 8,
    waveMs: 10_000,
    leastBugs: 3,
    damage: 2,
  },
  EXPERT: {
    ramp: { start: 8_300, perMinute: 440 },
    share: {
      start: 1_052,
      full: 1_118,
      fullAt: 42_700,
      perMinute: 95,
      fast: 8_500,
      fastTerm: -20,
    },
    slack: { ms: 2_100, keys: 12 },
    tokens: { least: 4, most: 7, growEvery: 60_000 },
    boss: { phases: 2, tokens: 13 },
    together: 4,
    mostBugs: 9,
    waveMs: 17_700,
    leastBugs: 4,
    damage: 2,
  },
};

export function balanceOf(difficulty: Difficulty): Balance {
  return BALANCE[difficulty];
}

/** A relaxed run takes twice as long in everything. */
export const paceOf = (mode: Mode) => (mode === "relaxed" ? 2 : 1);

/** The keys that a token of a hunk stands for, with its separator. Hunks are cut by keys, because short lines paid more. */
export const KEYS_PER_TOKEN = 9;

const MINUTE = 60_000;

/** Returns the speed that a wave which begins at `now` requires of a player who has shown the speed `shown`. */
export function pressureAt({ ramp, share }: Balance, now: number, shown: number): number {
  const early = Math.min(now, share.fullAt);
  const late = now - early;
  let thousandths =
    share.start +
    Math.floor(((share.full - share.start) * early) / share.fullAt) +
    Math.floor((share.perMinute * late) / MINUTE);
  if (shown > share.fast) {
    thousandths += Math.floor((share.fastTerm * (shown - share.fast)) / share.fast);
  }
  const own = Math.floor((shown * thousandths) / 1000);
  return Math.max(ramp.start + Math.floor((ramp.perMinute * now) / MINUTE), own);
}

/** Returns the microseconds for one key at a speed. */
export const keyMicrosAt = (speed: number) => Math.max(1, Math.floor(1_200_000_000 / speed));

/** A speed counts when at least `keys` correct keys were typed in at least `ms` milliseconds. */
export const STRETCH = { keys: 60, ms: 15_000 };

/** Returns the number of tokens that a bug which appears at `now` carries. */
export function tokensAt({ tokens }: Balance, now: number): number {
  return Math.min(tokens.most, tokens.least + Math.floor(now / tokens.growEvery));
}

/** Returns the number of bugs of a wave, including the boss. */
export function bugsOf(balance: Balance, boss: boolean, tokens: number, keyMicros: number): number {
  const fitting = Math.floor((balance.waveMs * 1000) / (tokens * 8 * keyMicros));
  const bugs = Math.max(balance.leastBugs, Math.min(fitting, 16));
  return boss ? Math.floor(bugs / 2) + 1 : bugs;
}

/** The time that a kind of bug gets for its way, in percent, and the first wave that has the kind. */
export const KINDS: Record<Kind, { way: number; from: number }> = {
  bug: { way: 100, from: 1 },
  syntax: { way: 75, from: 1 },
  null: { way: 115, from: 2 },
  race: { way: 115, from: 3 },
  leak: { way: 120, from: 4 },
  regression: { way: 100, from: 4 },
  boss: { way: 140, from: BOSS_EVERY },
};

/** The remaining way of the second bug of a race condition, in percent of what it was. */
export const HURRY = 65;

/** A null pointer jumps at these intervals, each time over this part of its way in percent. */
export const JUMP = { every: 4_000, share: 6 };

/** Nothing that happens to a bug brings it nearer than this many milliseconds from the wall. */
export const LEAST_LEFT = 1_500;

/** A memory leak grows a token at these intervals, so often. */
export const GROWTH = { every: 6_000, most: 3 };

/** The share of its own time by which a token without an error pushes its bug back, in percent. */
const KNOCK_BACK = 25;

/** Returns the milliseconds of its way by which a token of `length` characters without an error pushes its bug back. */
export const knockBackMs = (length: number, keyMicros: number) =>
  Math.floor(((length + 1) * keyMicros * KNOCK_BACK) / 100_000);

/** Returns the integrity that a bug takes when it arrives with `left` tokens to go. */
export function arrivalDamage({ damage }: Balance, kind: Kind, left: number): number {
  return kind === "boss" ? 25 : damage + Math.min(2 * left, 10);
}

/** Returns the damage of the shot that a finished token of `length` characters fires. */
export function shotDamage(length: number, combo: number): number {
  return length + Math.floor((length * Math.min(combo, 50)) / 10);
}

/** The clean tokens that earn a power. After the last one the count begins again. */
export const POWER_CHARGES: readonly (readonly [charge: number, power: Power])[] = [
  [20, "rollback"],
  [40, "duck"],
  [60, "hotfix"],
];
/** What a token with an error takes from the charge. */
export const ERROR_CHARGE = 2;
export const MOST_POWERS = 2;

/** The part of its whole way, in percent, by which a rollback puts each bug back. */
export const ROLLBACK = 25;
/** How long a rubber duck slows the bugs down to half their speed. */
export const DUCK_MS = 5_000;

/** Milliseconds from a wave's last bug to the first of the next, on top of the bug's own time. */
export const BREATH = 1_500;
/** Milliseconds until a bug that appears early because too few are on the field. */
export const FOLLOW_UP = 700;
