/**
 * Scripts that play: each knows the plan, and presses keys in a rhythm of its own. `wpm` is the speed at which
 * they press. What differs is `rhythm`; the player around it is the same for all.
 */
import { currentEngine } from "../../../app/engine/current.ts";
import type { Plan } from "../../../app/engine/plan.ts";
import type { KeyPress } from "../../../app/engine/replay.ts";
import { targetOf } from "../../../app/engine/state.ts";
import { type PlayedRun, playAs } from "./model.ts";
import { drawPerson } from "./person.ts";
import { Random } from "./random.ts";

/** Where a script is when it asks for the milliseconds before the next key. */
interface Moment {
  random: Random;
  /** Milliseconds for a key at the wanted speed. */
  typical: number;
  /** The number of keys so far. */
  index: number;
  before: string;
  key: string;
  t: number;
  keys: readonly KeyPress[];
}

interface Rhythm {
  gap(moment: Moment): number;
  /** Milliseconds before the first key on a bug: on an empty field, and on one that was there. */
  reaction?(random: Random): number;
  retarget?(random: Random): number;
  /** The chance of a wrong key, and the milliseconds after it. */
  error?: number;
  /** The chance of a second one. */
  errorsInARow?: number;
  recovery?(random: Random): number;
  /** The milliseconds that times are rounded to. */
  clock?: number;
}

export interface Bot {
  name: string;
  /** `plan` is what the script will play; a rhythm may need it. */
  rhythm(random: Random, plan: Plan): Rhythm;
}

/** Some keys a second, all in one millisecond: what a log made offline looks like. */
const burstsOf = (keys: number) => (moment: Moment) => {
  const last = moment.keys.at(-1)?.[0] ?? 0;
  const full = moment.keys.length >= keys && last === moment.keys.at(-keys)?.[0];
  return full ? 1_000 : 0;
};

/** How people pause at the start of a token, for scripts that copy only that. */
const pausesLikePeople = ({ random, typical, before }: Moment) =>
  before === " " || before === "Enter"
    ? typical * random.logNormal(1.6, 0.3)
    : typical * random.between(0.92, 1.08);

/** Returns the gaps of an honest run of another plan, in its order, scaled to the wanted speed. */
function replayedGaps(random: Random, plan: Plan): (moment: Moment) => number {
  const person = { ...drawPerson(random.seed()), phone: false, clock: 1 };
  const other = { ...plan, seed: plan.seed + 1, snippets: [...plan.snippets].reverse() };
  const { keys } = playAs({ ...person, wpm: 90 }, other, { until: 240_000, seed: random.seed() });
  const gaps = keys.map(([t], i) => t - (keys[i - 1]?.[0] ?? t - 150)).filter((gap) => gap < 1_500);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return ({ index, typical }) => ((gaps[index % gaps.length] ?? mean) * typical) / mean;
}

export const BOTS: Bot[] = [
  {
    name: "constant gaps, no errors",
    rhythm: () => ({ gap: ({ typical }) => typical }),
  },
  {
    name: "bursts in one millisecond",
    rhythm: () => ({ gap: burstsOf(20) }),
  },
  {
    name: "uniform jitter",
    rhythm: () => ({
      gap: ({ random, typical }) => typical * random.between(0.5, 1.5),
      reaction: (random) => random.between(200, 400),
      error: 0.02,
    }),
  },
  {
    name: "Gaussian jitter",
    rhythm: () => ({
      gap: ({ random, typical }) => Math.max(5, random.normal(typical, typical * 0.35)),
      reaction: (random) => Math.max(150, random.normal(350, 80)),
      retarget: (random) => Math.max(80, random.normal(300, 80)),
      error: 0.02,
      recovery: (random) => Math.max(80, random.normal(300, 80)),
    }),
  },
  {
    name: "log-normal jitter, wrong words",
    rhythm: () => ({
      gap: ({ random, typical }) => typical * random.logNormal(0.93, 0.38),
      reaction: (random) => random.logNormal(400, 0.25),
      retarget: (random) => random.logNormal(380, 0.3),
      error: 0.015,
      recovery: (random) => random.logNormal(350, 0.3),
    }),
  },
  {
    name: "replayed rhythm, scaled",
    rhythm: (random, plan) => ({
      gap: replayedGaps(random, plan),
      reaction: (own) => own.logNormal(400, 0.25),
      error: 0.015,
    }),
  },
  {
    name: "constant with pauses at tokens",
    rhythm: () => ({
      gap: pausesLikePeople,
      reaction: (random) => random.logNormal(400, 0.25),
      retarget: (random) => random.logNormal(380, 0.3),
      error: 0.015,
      recovery: (random) => random.logNormal(350, 0.3),
    }),
  },
  {
    // Keeps a little inside of every rule of speed, reactions, errors and evenness.
    name: "just below the limits",
    rhythm: () => ({
      gap: ({ random, typical }) => Math.max(11, typical * random.logNormal(0.95, 0.3)),
      reaction: (random) => random.between(205, 260),
      retarget: (random) => random.between(160, 220),
      error: 0.008,
      recovery: (random) => random.between(200, 260),
    }),
  },
];

const JITTER = BOTS.find(({ name }) => name.startsWith("log-normal")) as Bot;

/** Scripts by somebody who has read the rules. How often they are caught is printed, not asserted. */
export const SLY_BOTS: Bot[] = [
  {
    name: "log-normal jitter on a 100 ms clock",
    rhythm: (random, plan) => ({ ...JITTER.rhythm(random, plan), clock: 100 }),
  },
  {
    // Each pair of keys has a time of its own, and wrong keys are followed by another.
    name: "a time for each pair of keys",
    rhythm: (random, plan) => {
      const own = random.seed();
      return {
        ...JITTER.rhythm(random, plan),
        gap: ({ random: next, typical, before, key }) => {
          const pair = own + before.charCodeAt(0) * 131 + key.charCodeAt(0);
          return typical * new Random(pair).logNormal(0.9, 0.3) * next.logNormal(1, 0.3);
        },
        errorsInARow: 0.3,
      };
    },
  },
];

/**
 * How scripts err: as they like, then less. Speed alone does not lead a board of version 2, because the pressure rises
 * with the speed that a player has shown.
 */
export const ERROR_FACTORS = [1, 0.5, 0.2, 0];

interface BotOptions {
  wpm: number;
  seed: number;
  until: number;
  target?: number | undefined;
  /** Multiplies the script's chance of a wrong key; 1 by default. */
  errorFactor?: number;
}

/** Plays `plan` until it has `target` points, production falls, or `until`. */
export function playBot(bot: Bot, plan: Plan, options: BotOptions): PlayedRun {
  const engine = currentEngine;
  const random = new Random(options.seed);
  const rhythm = bot.rhythm(random, plan);
  const state = engine.start(plan);
  const keys: KeyPress[] = [];
  const typical = 12_000 / options.wpm;
  const { clock = 1 } = rhythm;
  const error = (rhythm.error ?? 0) * (options.errorFactor ?? 1);
  let t = 0;
  let before = "";
  let endsAt = options.until;
  const now = () => Math.floor(Math.floor(t / clock) * clock);
  const press = (key: string) => {
    const at = Math.max(state.now, now());
    keys.push([at, key]);
    engine.press(state, key, at);
    before = key;
  };
  while (!state.over && t < endsAt) {
    engine.advance(state, now());
    if (state.over) break;
    if (
      options.target &&
      keys.length % 32 === 0 &&
      engine.scoreOf(state).final_score >= options.target
    ) {
      endsAt = Math.ceil(t);
      break;
    }
    let bug = targetOf(state);
    const moment = { random, typical, index: keys.length, t, keys };
    if (!bug && state.bugs.length === 0) {
      const next = engine.nextMoment(state);
      if (!Number.isFinite(next)) break;
      t = Math.max(t, next) + (rhythm.reaction?.(random) ?? 0);
      engine.advance(state, now());
      bug = engine.byDistance(state)[0];
      if (bug) press(engine.expectedKey(state, bug));
      continue;
    }
    const turns = !bug;
    bug ??= engine.byDistance(state)[0];
    if (!bug) continue;
    const key = engine.expectedKey(state, bug);
    t += (turns && rhythm.retarget?.(random)) || rhythm.gap({ ...moment, before, key });
    if (random.chance(error)) {
      const wrong = () => press(random.pick([..."etaoinsr"].filter((other) => other !== key)));
      wrong();
      if (random.chance(rhythm.errorsInARow ?? 0)) {
        t += typical;
        wrong();
      }
      t += rhythm.recovery?.(random) ?? rhythm.gap({ ...moment, before, key });
    }
    engine.advance(state, now());
    const aim = targetOf(state) ?? engine.byDistance(state)[0];
    if (aim && !state.over) press(engine.expectedKey(state, aim));
  }
  if (!state.over)
    engine.quit(state, Math.max(Math.min(endsAt, options.until), keys.at(-1)?.[0] ?? 0));
  const over = state.over ?? { outcome: "quit" as const, at: endsAt };
  return { plan, keys, outcome: over.outcome, endedAt: over.at, state };
}
