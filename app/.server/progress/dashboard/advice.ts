/** Advice what a player should do next. */
import type { Advice, RecentRun, Skill } from "../../../contracts/dashboard.ts";
import { MASTERED_ACCURACY, STEADY_ACCURACY } from "../../../engine/accuracy.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../../../engine/plan.ts";
import { betterDifficulty } from "../result-page/better-difficulty.ts";

/** The number of latest verified runs that show how a player types now. */
const CURRENT_RUNS = 10;
/** A difficulty is mastered after this many runs with at least this mean accuracy, if their mean speed fits a harder one. */
const MASTERED = { runs: 3, accuracy: MASTERED_ACCURACY };
/** The runs after which the speed in a language is known. */
const KNOWN_RUNS = 3;
/** A language is weak below this share of the speed in the strongest language. */
const WEAK_SHARE = 0.9;

const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/** Returns the mean accuracy of runs; undefined if fewer than enough have one. */
function accuracyOf(runs: readonly RecentRun[]): number | undefined {
  const known = runs.flatMap(({ key_accuracy }) => key_accuracy ?? []);
  return known.length < MASTERED.runs ? undefined : mean(known);
}

/** Returns the WPM in each language, over all difficulties. */
function speedsIn(skills: readonly Skill[]) {
  return LANGUAGES.flatMap((language) => {
    const own = skills.flatMap(({ standard_wpm: wpm, ...skill }) =>
      skill.language === language && wpm !== null ? [{ ...skill, wpm }] : [],
    );
    const runs = own.reduce((sum, skill) => sum + skill.runs, 0);
    if (runs === 0) return [];
    const wpm = own.reduce((sum, skill) => sum + skill.wpm * skill.runs, 0) / runs;
    const most = own.reduce((best, skill) => (skill.runs > best.runs ? skill : best));
    return [{ language, runs, wpm, difficulty: most.difficulty }];
  });
}

function typeSteadier(runs: readonly RecentRun[]): Advice[] {
  const [last] = runs;
  const accuracy = accuracyOf(runs);
  if (!last || accuracy === undefined || accuracy >= STEADY_ACCURACY) return [];
  const { language, difficulty } = last.session;
  return [{ kind: "steady", language, difficulty, runs: runs.length, accuracy }];
}

function tryHarder(runs: readonly RecentRun[]): Advice[] {
  const [last] = runs;
  if (!last) return [];
  const { language, difficulty: from } = last.session;
  const difficulty = DIFFICULTIES[DIFFICULTIES.indexOf(from) + 1];
  const alike = runs
    .filter(({ session }) => session.language === language && session.difficulty === from)
    .slice(0, MASTERED.runs);
  const accuracy = accuracyOf(alike);
  if (!difficulty || accuracy === undefined || accuracy < MASTERED.accuracy) return [];
  const wpm = mean(alike.flatMap(({ standard_wpm }) => standard_wpm ?? []));
  if (!betterDifficulty(from, wpm)?.harder) return [];
  return [{ kind: "harder", language, difficulty, from, runs: alike.length, accuracy, wpm }];
}

function trainWeakest(skills: readonly Skill[]): Advice[] {
  const known = speedsIn(skills)
    .filter(({ runs }) => runs >= KNOWN_RUNS)
    .sort((a, b) => a.wpm - b.wpm);
  const [weak] = known;
  const strong = known.at(-1);
  if (!weak || !strong || weak.wpm >= strong.wpm * WEAK_SHARE) return [];
  const { language, difficulty, wpm } = weak;
  return [
    {
      kind: "weakest",
      language,
      difficulty,
      wpm,
      strongest: strong.language,
      strongest_wpm: strong.wpm,
    },
  ];
}

/** @param difficulty that of the last run, from which every entrance begins */
function tryUnplayed(skills: readonly Skill[], difficulty: Difficulty): Advice[] {
  const played = new Set(skills.map(({ language }) => language));
  const language = LANGUAGES.find((candidate) => !played.has(candidate));
  return language ? [{ kind: "unplayed", language, difficulty }] : [];
}

export interface AdviceInput {
  skills: readonly Skill[];
  /** The newest first. */
  recent: readonly RecentRun[];
  favorite: Language | null;
  /** The languages whose challenge of today is taken. */
  dailies: readonly Language[];
}

/** Returns one to three pieces of advice, the best first. */
export function adviceFor({ skills, recent, favorite, dailies }: AdviceInput): Advice[] {
  const [last] = recent;
  if (!last) return [{ kind: "first" }];
  const { language, difficulty } = last.session;
  const currentRuns = recent.filter(({ status }) => status === "VERIFIED").slice(0, CURRENT_RUNS);
  const challenge = favorite ?? language;
  const all: Advice[] = [
    ...typeSteadier(currentRuns),
    ...tryHarder(currentRuns),
    ...trainWeakest(skills),
    ...(dailies.includes(challenge) ? [] : [{ kind: "daily", language: challenge } as const]),
    ...tryUnplayed(skills, difficulty),
  ];
  if (all.length < 2) all.push({ kind: "again", language, difficulty });
  return all.slice(0, 3);
}
