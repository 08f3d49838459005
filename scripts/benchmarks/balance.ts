/** `npm run bench:balance [-- runs]`: measures how scripted players of each speed fare. Prints the tables of `docs/balance.md`. */
import { DIFFICULTIES, type Difficulty } from "../../app/engine/plan.ts";
import { type Aim, aimOfScores, aimsOfCell, fits, missOf, SPEEDS } from "./balance/aims.ts";
import { type Medians, mediansOf, simulateCell } from "./balance/simulate.ts";

const RUNS = Number(process.argv[2] ?? 15);
const ERRORS = [10, 30, 80];

const print = (line: string) => console.log(line);
const table = new Map<string, Medians>();
const keyOf = (difficulty: Difficulty, wpm: number, errors: number) =>
  `${difficulty} ${wpm} ${errors}`;

for (const errors of ERRORS) {
  print(`\n## ${errors / 10} % wrong keys\n`);
  print(`| wpm | ${DIFFICULTIES.join(" | ")} |\n|--:|--|--|--|--|`);
  for (const wpm of SPEEDS) {
    const cells = DIFFICULTIES.map((difficulty) => {
      const medians = mediansOf(simulateCell({ difficulty, wpm, errors }, RUNS));
      table.set(keyOf(difficulty, wpm, errors), medians);
      const text = `${medians.firstDamage.toFixed(1)} / ${medians.end.toFixed(1)} / ${medians.score} / ${medians.field}`;
      return fits(difficulty, wpm) ? `**${text}**` : text;
    });
    print(`| ${wpm} | ${cells.join(" | ")} |`);
  }
}

const at = (difficulty: Difficulty, wpm: number) =>
  table.get(keyOf(difficulty, wpm, 30)) as Medians;
const aims = SPEEDS.flatMap((wpm): Aim[] => [
  ...DIFFICULTIES.flatMap((difficulty) => aimsOfCell(difficulty, wpm, at(difficulty, wpm))),
  aimOfScores(
    wpm,
    Object.fromEntries(
      DIFFICULTIES.map((difficulty) => [difficulty, at(difficulty, wpm).score]),
    ) as Record<Difficulty, number>,
  ),
]);
const missed = aims.filter((aim) => missOf(aim) > 0);
print(`\n${aims.length - missed.length} of ${aims.length} aims are met.`);
for (const { what, value } of missed) print(`- missed: ${what} is ${value.toFixed(2)}`);
