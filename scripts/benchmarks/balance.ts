/** `npm run bench:balance [-- runs seed]`: measures how scripted players of each speed fare. Prints the tables of `docs/balance.md`. */
import { DIFFICULTIES, type Difficulty, LANGUAGES } from "../../app/engine/plan.ts";
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
import { EXPLOITS, SKILLS, type Strategy, WITHOUT_POWERS, worthOf } from "./balance/exploits.ts";
import { repeatsOf } from "./balance/repeats.ts";
import {
  type Cell,
  type Figures,
  type Medians,
  mediansOf,
  simulateCell,
  typical,
} from "./balance/simulate.ts";

/** Runs in each language. */
const RUNS = Number(process.argv[2] ?? 60);
/** Other seeds show how much of a median is chance. */
const FIRST_SEED = Number(process.argv[3] ?? 1);
const ERRORS = [10, 30, 80];

const print = (...lines: string[]) => console.log(lines.join("\n"));
const row = (...cells: (string | number)[]) => print(`| ${cells.join(" | ")} |`);
const heading = (title: string, first: string, columns: readonly string[]) =>
  print(
    `\n## ${title}\n`,
    `| ${first} | ${columns.join(" | ")} |`,
    `|---|${columns.map(() => "--:|").join("")}`,
  );

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const textOf = ({ firstDamage, end, score, field }: Medians) =>
  `${firstDamage.toFixed(1)} / ${end.toFixed(1)} / ${score} / ${field}`;

const played = new Map<string, Figures[]>();
const nameOf = ({ difficulty, wpm, errors }: Cell) => `${difficulty} ${wpm} ${errors}`;

for (const errors of ERRORS) {
  heading(
    `First damage (min) / end (min) / score / bugs on the field, at ${errors / 10} % wrong keys`,
    "wpm",
    DIFFICULTIES,
  );
  for (const wpm of SPEEDS) {
    const cells = DIFFICULTIES.map((difficulty) => {
      const cell = { difficulty, wpm, errors };
      const figures = simulateCell(cell, RUNS, typical(cell), FIRST_SEED);
      played.set(nameOf(cell), figures);
      const text = textOf(mediansOf(figures));
      return fits(difficulty, wpm) ? `**${text}**` : text;
    });
    row(wpm, ...cells);
  }
}

const figuresAt = (difficulty: Difficulty, wpm: number) =>
  played.get(nameOf({ difficulty, wpm, errors: 30 })) ?? [];

heading("The same by language, where the difficulty fits, at 3 % wrong keys", "wpm", LANGUAGES);
for (const difficulty of DIFFICULTIES) {
  for (const wpm of SPEEDS.filter((speed) => fits(difficulty, speed))) {
    const figures = figuresAt(difficulty, wpm);
    const cells = LANGUAGES.map((language) =>
      textOf(mediansOf(figures.filter((each) => each.language === language))),
    );
    row(`${difficulty} ${wpm}`, ...cells);
  }
}

heading("Where the difficulty fits, at 3 % wrong keys", "wpm", [
  "last wave",
  "powers used",
  "field empty",
]);
for (const difficulty of DIFFICULTIES) {
  for (const wpm of SPEEDS.filter((speed) => fits(difficulty, speed))) {
    const { wave, powers, idle } = mediansOf(figuresAt(difficulty, wpm));
    row(`${difficulty} ${wpm}`, wave, powers, percent(idle));
  }
}

heading("Lines of three tokens or more that came twice in a run", "wpm", [
  "lines",
  "twice",
  "first (min)",
  "most of the plan",
]);
for (const cell of TYPICAL_CELLS) {
  const { lines, repeated, first, used } = repeatsOf(cell, RUNS);
  const at = Number.isFinite(first) ? first.toFixed(1) : "never";
  row(`${cell.difficulty} ${cell.wpm}`, lines, percent(repeated / lines), at, percent(used));
}

const columns = TYPICAL_CELLS.map(({ difficulty, wpm }) => `${difficulty} ${wpm}`);
const choices: Aim[] = [];
/** @param hasAims whether each is a skill or an exploit, for which there are bounds */
function compare(title: string, strategies: readonly Strategy[], hasAims: boolean): void {
  heading(`${title}: score of a run / at the same time, of a typical player's`, "player", columns);
  for (const strategy of strategies) {
    const cells = TYPICAL_CELLS.map((cell) => {
      const { run, sameTime } = worthOf(strategy, cell, RUNS, FIRST_SEED);
      if (hasAims) choices.push(aimOfStrategy(strategy, cell, run));
      return `${percent(run)} / ${percent(sameTime)}`;
    });
    row(strategy.name, ...cells);
  }
}
compare("Exploits", EXPLOITS, true);
compare("Skills", SKILLS, true);
compare("Powers", [WITHOUT_POWERS], false);

const table = Object.fromEntries(
  DIFFICULTIES.map((difficulty) => [
    difficulty,
    SPEEDS.map((wpm) => mediansOf(figuresAt(difficulty, wpm))),
  ]),
) as Table;
const aims = [
  ...aimsOf(table),
  ...choices,
  ...[...played].flatMap(([name, figures]) => {
    const [difficulty, wpm, errors] = name.split(" ");
    const cell = { difficulty: difficulty as Difficulty, wpm: Number(wpm), errors: Number(errors) };
    return OTHER_ERRORS.includes(cell.errors) ? aimsOfOthers(cell, mediansOf(figures)) : [];
  }),
];
const missed = aims.filter((aim) => missOf(aim) > 0);
print(`\n${aims.length - missed.length} of ${aims.length} aims are met.`);
for (const { what, value } of missed) print(`- missed: ${what} is ${value.toFixed(2)}`);
