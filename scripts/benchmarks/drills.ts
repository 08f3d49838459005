/**
 * `npm run bench:drills [-- triples]`: measures whether drills of weak keys are rich in them. 200 players in each language
 * have three weak keys at random; in the windows that were chosen for them a key rarer than 2 % is to be twice as frequent
 * as in all code, and a more common one 1.3 times, for 70 % of the players. Exits with 1 when a language misses that.
 */
import { chooseWindows } from "../../app/engine/drills/choose.ts";
import { lossesOf, weakKeys } from "../../app/engine/keystrokes/losses.ts";
import { emptySums } from "../../app/engine/keystrokes/sums.ts";
import { LANGUAGES } from "../../app/engine/plan.ts";
import { poolOf, triplesOf } from "./drills/triples.ts";

const TRIPLES = Number(process.argv[2] ?? 200);
const LEAST_MET = 0.7;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

console.log(
  "| language | windows | found as weak | frequent enough | keys | for weak keys | a choice |",
);
console.log("|---|--:|--:|--:|--:|--:|--:|");
let missed = false;
for (const language of LANGUAGES) {
  const pool = poolOf(language);
  const before = process.cpuUsage();
  const triples = triplesOf(pool, TRIPLES);
  const { user } = process.cpuUsage(before);
  const met = mean(triples.map((triple) => Number(triple.met)));
  const found = mean(
    triples.map(({ weak, targets }) => weak.filter((key) => targets.includes(key)).length / 3),
  );
  const keys = mean(triples.map((triple) => triple.keys));
  const focused = mean(triples.map((triple) => triple.focused));
  missed ||= met < LEAST_MET;
  console.log(
    `| ${language} | ${pool.windows.length} | ${percent(found)} | ${percent(met)} | ${keys.toFixed(0)} | ${percent(focused / keys)} | ${(user / 1_000 / TRIPLES).toFixed(1)} ms |`,
  );
}

const unknown = weakKeys(lossesOf(emptySums(), emptySums()));
const { windows } = poolOf("PYTHON");
const plain = chooseWindows(windows, unknown, 1).every(({ rich_in }) => rich_in.length === 0);
console.log(`\nWithout a history the drill is ${plain ? "plain" : "NOT PLAIN"}.`);
process.exitCode = missed || !plain ? 1 : 0;
