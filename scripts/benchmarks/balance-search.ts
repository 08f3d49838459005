/**
 * `npm run search:balance [-- seconds runs]` searches the numbers of the current engine's balance, and
 * prints the best that it finds, to be copied into `balance.ts` and confirmed by `npm run bench:balance`.
 *
 * It is a random descent. It takes the difficulties in turn, because a score is compared with those of the others,
 * changes one to three numbers of one, plays the same runs with both, and keeps what misses the aims by less.
 */
import { DIFFICULTIES, type Difficulty } from "../../app/engine/plan.ts";
import { draw, nextState } from "../../app/engine/rng.ts";
import { BALANCE, type Balance } from "../../app/engine/v2/balance.ts";
import {
  type Aim,
  aimOfStrategy,
  aimsOf,
  aimsOfOthers,
  fits,
  missOf,
  OTHER_ERRORS,
  SPEEDS,
  type Table,
  TYPICAL_CELLS,
} from "./balance/aims.ts";
import { EXPLOITS, SKILLS, worthOf } from "./balance/exploits.ts";
import { type Medians, mediansOf, simulateCell } from "./balance/simulate.ts";

const SECONDS = Number(process.argv[2] ?? 180);
const RUNS = Number(process.argv[3] ?? 6);
const ERRORS = 30;
/** The steps of one turn of a difficulty. */
const STEPS = 12;
/** Aims are met with so much to spare, because other runs give other medians. */
const MARGIN = 0.07;

/** A number that may be searched: where it is, and its bounds. */
interface Dial {
  least: number;
  most: number;
  get: (balance: Balance) => number;
  set: (balance: Balance, value: number) => void;
}

const DIALS: Dial[] = [
  [1_500, 12_000, "ramp", "start"],
  [50, 1_200, "ramp", "perMinute"],
  [700, 1_200, "share", "start"],
  [900, 1_500, "share", "full"],
  [30_000, 120_000, "share", "fullAt"],
  [20, 250, "share", "perMinute"],
  [-200, 300, "share", "fastTerm"],
  [2_000, 5_000, "slack", "ms"],
  [5, 50, "slack", "keys"],
].map(([least, most, part, name]) => ({
  least: least as number,
  most: most as number,
  // The names come from the list above.
  get: (balance) => (balance as unknown as Parts)[part as string]?.[name as string] ?? 0,
  set: (balance, value) => {
    const numbers = (balance as unknown as Parts)[part as string];
    if (numbers) numbers[name as string] = value;
  },
}));
type Parts = Record<string, Record<string, number>>;

for (const [name, least, most] of [
  ["together", 3, 5],
  ["waveMs", 10_000, 30_000],
  ["leastBugs", 3, 8],
  ["damage", 2, 14],
] as const) {
  DIALS.push({
    least,
    most,
    get: (balance) => balance[name],
    set: (balance, value) => {
      balance[name] = value;
    },
  });
}

let rng = Number(process.argv[4] ?? 1);
function random(bound: number): number {
  rng = nextState(rng);
  return draw(rng, bound);
}

/** Returns a copy of `balance` with one to three numbers changed, by up to a sixth of their range. */
function neighbourOf(balance: Balance): Balance {
  const copy = structuredClone(balance);
  for (let changes = 1 + random(3); changes > 0; changes -= 1) {
    const dial = DIALS[random(DIALS.length)];
    if (!dial) continue;
    const step = Math.max(1, Math.floor((dial.most - dial.least) / 6));
    const value = dial.get(copy) + random(2 * step + 1) - step;
    dial.set(copy, Math.min(dial.most, Math.max(dial.least, value)));
  }
  return copy;
}

const measure = (difficulty: Difficulty): Medians[] =>
  SPEEDS.map((wpm) => mediansOf(simulateCell({ difficulty, wpm, errors: ERRORS }, RUNS)));

/** The exploits that have paid with numbers that were tried. */
const TRIED = ["shortest code first", "shortest code that can be fixed", "just fast enough, 85 %"];

/** Returns the aims of what players choose. */
const measureChoices = (difficulty: Difficulty): Aim[] =>
  TYPICAL_CELLS.filter((cell) => cell.difficulty === difficulty).flatMap((cell) =>
    [...EXPLOITS.filter(({ name }) => TRIED.includes(name)), ...SKILLS].map((strategy) =>
      aimOfStrategy(strategy, cell, worthOf(strategy, cell, 2 * RUNS).run),
    ),
  );

/** Plays runs of players who err more or less often, or choose their bugs, and returns how their aims come out. */
const measureOthers = (difficulty: Difficulty): Aim[] => [
  ...OTHER_ERRORS.flatMap((errors) =>
    SPEEDS.filter((wpm) => fits(difficulty, wpm)).flatMap((wpm) => {
      const cell = { difficulty, wpm, errors };
      return aimsOfOthers(cell, mediansOf(simulateCell(cell, RUNS >> 1)));
    }),
  ),
  ...measureChoices(difficulty),
];

const penaltyOf = (table: Table, others: Record<Difficulty, Aim[]>) =>
  [...aimsOf(table), ...Object.values(others).flat()].reduce(
    (sum, aim) => sum + missOf(aim, aim.margin ?? MARGIN) + 2 * missOf(aim),
    0,
  );

const ofEach = <T>(measured: (difficulty: Difficulty) => T) =>
  Object.fromEntries(
    DIFFICULTIES.map((difficulty) => [difficulty, measured(difficulty)]),
  ) as Record<Difficulty, T>;

const table = ofEach(measure);
const others = ofEach(measureOthers);
let penalty = penaltyOf(table, others);
console.log(`penalty ${penalty.toFixed(3)}`);

const deadline = performance.now() + SECONDS * 1000;
for (let turn = 0; performance.now() < deadline && penalty > 0; turn += 1) {
  const difficulty = DIFFICULTIES[turn % DIFFICULTIES.length] as Difficulty;
  for (let step = 0; step < STEPS && performance.now() < deadline; step += 1) {
    const before = BALANCE[difficulty];
    BALANCE[difficulty] = neighbourOf(before);
    const medians = measure(difficulty);
    const changed = { ...table, [difficulty]: medians };
    // The other players cost time, and can only add to the penalty.
    const mayBeBetter = penaltyOf(changed, { ...others, [difficulty]: [] }) < penalty;
    const aims = mayBeBetter ? measureOthers(difficulty) : [];
    const tried = penaltyOf(changed, { ...others, [difficulty]: aims });
    if (mayBeBetter && tried < penalty) {
      penalty = tried;
      table[difficulty] = medians;
      others[difficulty] = aims;
      console.log(`penalty ${penalty.toFixed(3)} (${difficulty})`);
    } else {
      BALANCE[difficulty] = before;
    }
  }
}

console.log(JSON.stringify(BALANCE, null, 2));
for (const aim of [...aimsOf(table), ...Object.values(others).flat()]) {
  if (missOf(aim) > 0) console.log(`missed: ${aim.what} is ${aim.value.toFixed(2)}`);
}
