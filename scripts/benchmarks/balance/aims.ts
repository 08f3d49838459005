/** What the balance of the current engine aims at: for the benchmark, the search and the test, in one place. */
import { DIFFICULTIES, type Difficulty } from "../../../app/engine/plan.ts";
import type { Strategy } from "./exploits.ts";
import type { Cell, Medians } from "./simulate.ts";

/** The speeds that are simulated, in words a minute. */
export const SPEEDS = [20, 30, 40, 45, 50, 60, 70, 80, 90, 100, 120, 140];

/** The speeds for which each difficulty is made. */
const FITTING: Record<Difficulty, { from: number; to: number }> = {
  EASY: { from: 0, to: 35 },
  NORMAL: { from: 35, to: 60 },
  HARD: { from: 55, to: 85 },
  EXPERT: { from: 80, to: Number.POSITIVE_INFINITY },
};

/** Within so many words a minute of a border, either neighbour may be the best. */
const BORDER = 5;

export const fits = (difficulty: Difficulty, wpm: number) =>
  FITTING[difficulty].from <= wpm && wpm <= FITTING[difficulty].to;

const nearlyFits = (difficulty: Difficulty, wpm: number) =>
  FITTING[difficulty].from - BORDER <= wpm && wpm <= FITTING[difficulty].to + BORDER;

/** A number that should lie within bounds. */
export interface Aim {
  what: string;
  value: number;
  least: number;
  most: number;
  /** By which share the search narrows the bounds; its own by default. */
  margin?: number;
}

/** Returns by how much an aim is missed, as a share of the bound, if its bounds were narrower by `margin`. */
export function missOf({ value, least, most }: Aim, margin = 0): number {
  const low = least > 0 ? least * (1 + margin) - value : 0;
  const high = Number.isFinite(most) ? value - most * (1 - margin) : 0;
  return Math.max(0, low / Math.max(least, 1), high / most);
}

/** Returns the aims of one difficulty for the players of one speed. */
function aimsOfCell(difficulty: Difficulty, wpm: number, medians: Medians): Aim[] {
  const name = `${difficulty} at ${wpm}`;
  const { firstDamage, end, field, wave, bossesFixed } = medians;
  const most = Number.POSITIVE_INFINITY;
  if (fits(difficulty, wpm)) {
    return [
      { what: `${name}: minutes to the first damage`, value: firstDamage, least: 1, most: 2 },
      { what: `${name}: minutes to the end`, value: end, least: 3, most: 7 },
      { what: `${name}: bugs on the field`, value: field, least: 3, most },
      // The boss of wave 5 has appeared by then.
      { what: `${name}: waves`, value: wave, least: 6, most },
      { what: `${name}: share of bosses that are fixed`, value: bossesFixed, least: 0.3, most },
    ];
  }
  if (wpm < FITTING[difficulty].to) return [];
  return [{ what: `${name}: minutes to the end`, value: end, least: 2.5, most }];
}

/** Returns the aim that the best score of players of one speed is on a difficulty that fits. */
function aimOfScores(wpm: number, scores: Record<Difficulty, number>): Aim {
  const best = (those: readonly Difficulty[]) =>
    Math.max(...those.map((difficulty) => scores[difficulty]));
  const fitting = DIFFICULTIES.filter((difficulty) => nearlyFits(difficulty, wpm));
  const others = DIFFICULTIES.filter((difficulty) => !nearlyFits(difficulty, wpm));
  return {
    what: `at ${wpm}: the best fitting score, as a share of the best other`,
    value: best(fitting) / best(others),
    least: 1,
    most: Number.POSITIVE_INFINITY,
  };
}

/** The other shares of wrong keys, in thousandths, with which runs on a fitting difficulty should be neither short nor long. */
export const OTHER_ERRORS = [10, 80];

/** Returns the aims of players who err less or more often than in 3 % of their keys. */
export function aimsOfOthers({ difficulty, wpm, errors }: Cell, { end }: Medians): Aim[] {
  if (!fits(difficulty, wpm)) return [];
  const what = `${difficulty} at ${wpm} with ${errors / 10} % wrong keys: minutes to the end`;
  return [{ what, value: end, least: 2.5, most: 9 }];
}

/** A speed that fits, on each difficulty: for what players can choose. */
export const TYPICAL_CELLS: readonly Cell[] = [
  { difficulty: "EASY", wpm: 25, errors: 30 },
  { difficulty: "NORMAL", wpm: 45, errors: 30 },
  { difficulty: "HARD", wpm: 70, errors: 30 },
  { difficulty: "EXPERT", wpm: 100, errors: 30 },
];

/** No exploit is worth more than this share of the typical player's score. */
const MOST_OF_EXPLOIT = 1.1;

/**
 * Returns the aim of a strategy.
 *
 * @param run the score of its runs, as a share of the typical player's
 */
export const aimOfStrategy = (
  { name, least }: Pick<Strategy, "name" | "least">,
  cell: Cell,
  run: number,
): Aim => ({
  what: `${cell.difficulty} at ${cell.wpm}: score by the strategy "${name}"`,
  value: run,
  ...(least ? { least, most: Number.POSITIVE_INFINITY } : { least: 0, most: MOST_OF_EXPLOIT }),
  margin: 0.01,
});

/** The medians on each difficulty, in the order of the speeds. */
export type Table = Record<Difficulty, Medians[]>;

/** Returns all aims for the players of these speeds. */
export function aimsOf(table: Table, speeds: readonly number[] = SPEEDS): Aim[] {
  return speeds.flatMap((wpm, index) => {
    const at = (difficulty: Difficulty) => table[difficulty][index] as Medians;
    const scores = Object.fromEntries(
      DIFFICULTIES.map((difficulty) => [difficulty, at(difficulty).score]),
    ) as Record<Difficulty, number>;
    const cells = DIFFICULTIES.flatMap((difficulty) => aimsOfCell(difficulty, wpm, at(difficulty)));
    return [...cells, aimOfScores(wpm, scores)];
  });
}
