/** `npm run bench:balance [-- runs]`: measures how scripted players of each speed fare. Prints the tables of `docs/balance.md`. */
import { DIFFICULTIES, type Difficulty, LANGUAGES } from "../../app/engine/plan.ts";
import {
  aimsOf,
  aimsOfOthers,
  fits,
  missOf,
  OTHER_ERRORS,
  SPEEDS,
  type Table,
} from "./balance/aims.ts";
import { EXPLOITS, SKILLS, type Strategy, worthOf } from "./balance/exploits.ts";
import { repeatsOf } from "./balance/repeats.ts";
import {
  type Cell,
  type Figures,
  type Medians,
  mediansOf,
  simulateCell,
} from "./balance/simulate.ts";

/** Runs in each language. */
const RUNS = Number(process.argv[2] ?? 15);
const ERRORS = [10, 30, 80];
/** A speed that fits, on each difficulty. */
const FITTING: Cell[] = [
  { difficulty: "EASY", wpm: 25, errors: 30 },
  { difficulty: "NORMAL", wpm: 45, errors: 30 },
  { difficulty: "HARD", wpm: 70, errors: 30 },
  { difficulty: "EXPERT", wpm: 100, errors: 30 },
];

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
      const figures = simulateCell(cell, RUNS);
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
for (const cell of FITTING) {
  const { lines, repeated, first, used } = repeatsOf(cell, RUNS);
  const at = Number.isFinite(first) ? first.toFixed(1) : "never";
  row(`${cell.difficulty} ${cell.wpm}`, lines, percent(repeated / lines), at, percent(used));
}

const columns = FITTING.map(({ difficulty, wpm }) => `${difficulty} ${wpm}`);
function compare(title: string, strategies: readonly Strategy[]): void {
  heading(`${title}: score of a run / at the same time, of a typical player's`, "player", columns);
  for (const strategy of strategies) {
    const cells = FITTING.map((cell) => {
      const { run, sameTime } = worthOf(strategy, cell, RUNS);
      return `${percent(run)} / ${percent(sameTime)}`;
    });
    row(strategy.name, ...cells);
  }
}
compare("Exploits", EXPLOITS);
compare("Skills", SKILLS);

const table = Object.fromEntries(
  DIFFICULTIES.map((difficulty) => [
    difficulty,
    SPEEDS.map((wpm) => mediansOf(figuresAt(difficulty, wpm))),
  ]),
) as Table;
const aims = [
  ...aimsOf(table),
  ...[...played].flatMap(([name, figures]) => {
    const [difficulty, wpm, errors] = name.split(" ");
    const cell = { difficulty: difficulty as Difficulty, wpm: Number(wpm), errors: Number(errors) };
    return OTHER_ERRORS.includes(cell.errors) ? aimsOfOthers(cell, mediansOf(figures)) : [];
  }),
];
const missed = aims.filter((aim) => missOf(aim) > 0);
print(`\n${aims.length - missed.length} of ${aims.length} aims are met.`);
for (const { what, value } of missed) print(`- missed: ${what} is ${value.toFixed(2)}`);
