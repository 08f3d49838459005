/** `npm run bench:balance`: measures how long scripted players of each speed survive. Prints the table of `docs/balance.md`. */
import { currentEngine } from "../../app/engine/current.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { play } from "../../seed/player.ts";
import { readSnippets } from "../../seed/snippets.ts";

const SPEEDS = [20, 40, 60, 90, 120];
const RUNS_PER_LANGUAGE = 15;
const ERRORS_IN_1000 = 30;

const snippets = await readSnippets();

function run(language: Language, difficulty: Difficulty, wpm: number, seed: number) {
  const group = snippets.filter(
    (snippet) => snippet.language === language && snippet.difficulty === difficulty,
  );
  const first = seed % group.length;
  const plan = {
    seed: seed * 7919,
    language,
    difficulty,
    mode: "standard" as const,
    engine_version: currentEngine.version,
    snippets: [...group.slice(first), ...group.slice(0, first)].slice(0, 12),
  };
  const { state, endedAt } = play(plan, { wpm, errors: ERRORS_IN_1000, seed });
  return { minutes: endedAt / 60_000, wave: state.wave, score: currentEngine.scoreOf(state) };
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

console.log(
  "| difficulty | speed (wpm) | minutes, median | 10 % – 90 % | last wave | score | words a minute |",
);
console.log("|---|--:|--:|--:|--:|--:|--:|");
for (const difficulty of DIFFICULTIES) {
  for (const wpm of SPEEDS) {
    const runs = LANGUAGES.flatMap((language) =>
      Array.from({ length: RUNS_PER_LANGUAGE }, (_, seed) =>
        run(language, difficulty, wpm, seed + 1),
      ),
    );
    const minutes = runs.map((result) => result.minutes);
    const median = (pick: (result: (typeof runs)[number]) => number) =>
      Math.round(quantile(runs.map(pick), 0.5));
    console.log(
      `| ${difficulty} | ${wpm} | ${quantile(minutes, 0.5).toFixed(1)} | ${quantile(minutes, 0.1).toFixed(1)} – ${quantile(minutes, 0.9).toFixed(1)} | ${median(({ wave }) => wave)} | ${median(({ score }) => score.final_score)} | ${median(({ score }) => score.words_per_minute)} |`,
    );
  }
}
