/** Lets scripted players play runs, and measures what the balance is judged by. */
import { currentEngine } from "../../../app/engine/current.ts";
import { type Difficulty, LANGUAGES, type Language } from "../../../app/engine/plan.ts";
import type { GameEvent } from "../../../app/engine/state.ts";
import { type Habits, play, spendsWhenNear } from "../../../seed/player.ts";
import { createPlan } from "../../../tests/support/plans.ts";

/** A player of one speed on one difficulty. */
export interface Cell {
  difficulty: Difficulty;
  wpm: number;
  /** Wrong keys in a thousand. */
  errors: number;
}

/** What one run measured. Times are in minutes. */
export interface Figures {
  language: Language;
  seed: number;
  firstDamage: number;
  end: number;
  score: number;
  /** The median, over the time from wave 2 on, of the bugs on the field. */
  field: number;
  wave: number;
  /** The share of the time in which the field is empty. */
  idle: number;
  powers: number;
  /** The bosses that were fixed, and those that got through. */
  bosses: { fixed: number; through: number };
}

export const MINUTE = 60_000;

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}

/** Returns how many bugs the event adds to the field. */
function changeOf({ type }: GameEvent): number {
  if (type === "spawn" || type === "return") return 1;
  return type === "kill" || type === "arrival" ? -1 : 0;
}

/** Returns the median number of bugs on the field from wave 2 on, and how long it is empty after the first bug. */
function crowdOf(events: readonly GameEvent[], end: number) {
  const times: number[] = [];
  let bugs = 0;
  let wave = 0;
  let since = 0;
  let empty = 0;
  const count = (at: number) => {
    if (wave >= 2) times[bugs] = (times[bugs] ?? 0) + at - since;
    if (wave >= 1 && bugs === 0) empty += at - since;
    since = at;
  };
  for (const event of events) {
    count(event.at);
    if (event.type === "wave") wave = event.wave;
    bugs += changeOf(event);
  }
  count(end);
  let rest = times.reduce((sum, ms) => sum + ms, 0) / 2;
  const field = times.findIndex((ms) => {
    rest -= ms ?? 0;
    return rest < 0;
  });
  return { field: Math.max(0, field), empty };
}

/** Returns how many bosses were fixed (`kill`), or got through (`arrival`). */
const bossesIn = (events: readonly GameEvent[], type: "kill" | "arrival") =>
  events.filter((event) => event.type === type && event.kind === "boss").length;

/** Plays one run. */
export function simulate(language: Language, difficulty: Difficulty, habits: Habits): Figures {
  const { seed = 1 } = habits;
  const plan = createPlan({ language, difficulty, seed: seed * 7919 });
  const events: GameEvent[] = [];
  const { state, endedAt } = play(plan, habits, currentEngine, events);
  const hit = events.find(({ type }) => type === "arrival");
  const { field, empty } = crowdOf(events, endedAt);
  return {
    language,
    seed,
    firstDamage: (hit?.at ?? endedAt) / MINUTE,
    end: endedAt / MINUTE,
    score: currentEngine.scoreOf(state).final_score,
    field,
    wave: state.wave,
    idle: empty / Math.max(1, endedAt),
    powers: events.filter(({ type }) => type === "power").length,
    bosses: { fixed: bossesIn(events, "kill"), through: bossesIn(events, "arrival") },
  };
}

/** The habits of a typical player: takes the nearest bug, and uses powers when bugs are near. */
export const typical = ({ wpm, errors }: Cell): Habits => ({
  wpm,
  errors,
  spends: spendsWhenNear,
});

/** Plays `runs` runs in each language, always of the same seeds. */
export function simulateCell(
  cell: Cell,
  runs: number,
  habits: Habits = typical(cell),
  firstSeed = 1,
): Figures[] {
  return LANGUAGES.flatMap((language) =>
    Array.from({ length: runs }, (_, index) =>
      simulate(language, cell.difficulty, { ...habits, seed: firstSeed + index }),
    ),
  );
}

export interface Medians {
  firstDamage: number;
  end: number;
  score: number;
  field: number;
  wave: number;
  idle: number;
  powers: number;
  /** The share of the bosses that were fixed, of those that were fixed or got through. */
  bossesFixed: number;
}

export function mediansOf(figures: readonly Figures[]): Medians {
  const of = (pick: (each: Figures) => number) => median(figures.map(pick));
  const sum = (pick: (each: Figures) => number) =>
    figures.reduce((total, each) => total + pick(each), 0);
  const fixed = sum(({ bosses }) => bosses.fixed);
  const all = fixed + sum(({ bosses }) => bosses.through);
  return {
    bossesFixed: fixed / Math.max(1, all),
    firstDamage: of(({ firstDamage }) => firstDamage),
    end: of(({ end }) => end),
    score: of(({ score }) => score),
    field: of(({ field }) => field),
    wave: of(({ wave }) => wave),
    idle: of(({ idle }) => idle),
    powers: of(({ powers }) => powers),
  };
}
