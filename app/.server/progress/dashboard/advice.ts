/** What a player should do next, from their numbers. */
import type { Advice, RecentRun, Skill } from "../../../contracts/dashboard.ts";
import { DIFFICULTIES, LANGUAGES, type Language } from "../../../engine/plan.ts";

/** So many of the latest verified runs say how somebody types now. */
const FORM = 10;
/** Below this, in percent, errors cost more than speed brings. */
const STEADY = 90;
/** From here on, in percent and waves, a difficulty has no more to teach. */
const MASTERED = { runs: 3, accuracy: 95, waves: 6 };
/** A language counts as known after so many runs, and as weaker by such a share of the speed. */
const KNOWN = 3;
const WEAKER = 0.9;

const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/** Words a minute in each language, over all difficulties. */
function speeds(skills: readonly Skill[]) {
  return LANGUAGES.flatMap((language) => {
    const own = skills.filter((skill) => skill.language === language && skill.runs > 0);
    const runs = own.reduce((sum, skill) => sum + skill.runs, 0);
    if (runs === 0) return [];
    const wpm = own.reduce((sum, skill) => sum + skill.words_per_minute * skill.runs, 0) / runs;
    const most = own.reduce((best, skill) => (skill.runs > best.runs ? skill : best));
    return [{ language, runs, wpm, difficulty: most.difficulty }];
  });
}

function steadier(form: readonly RecentRun[]): Advice[] {
  const [last] = form;
  const accuracy = mean(form.map((run) => run.accuracy_percentage));
  if (!last || form.length < MASTERED.runs || accuracy >= STEADY) return [];
  const { language, difficulty } = last.session;
  return [{ kind: "steady", language, difficulty, runs: form.length, accuracy }];
}

function harder(form: readonly RecentRun[]): Advice[] {
  const [last] = form;
  if (!last) return [];
  const { language, difficulty: from } = last.session;
  const difficulty = DIFFICULTIES[DIFFICULTIES.indexOf(from) + 1];
  const alike = form
    .filter(({ session }) => session.language === language && session.difficulty === from)
    .slice(0, MASTERED.runs);
  if (!difficulty || alike.length < MASTERED.runs) return [];
  const accuracy = mean(alike.map((run) => run.accuracy_percentage));
  const waves = mean(alike.map((run) => run.waves_completed));
  if (accuracy < MASTERED.accuracy || waves < MASTERED.waves) return [];
  return [{ kind: "harder", language, difficulty, from, runs: alike.length, accuracy, waves }];
}

function weakest(skills: readonly Skill[]): Advice[] {
  const known = speeds(skills)
    .filter(({ runs }) => runs >= KNOWN)
    .sort((a, b) => a.wpm - b.wpm);
  const [weak] = known;
  const strong = known.at(-1);
  if (!weak || !strong || weak.wpm >= strong.wpm * WEAKER) return [];
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

function unplayed(skills: readonly Skill[]): Advice[] {
  const played = new Set(skills.map(({ language }) => language));
  const language = LANGUAGES.find((one) => !played.has(one));
  return language ? [{ kind: "unplayed", language, difficulty: "EASY" }] : [];
}

export interface AdviceInput {
  skills: readonly Skill[];
  /** The newest first. */
  recent: readonly RecentRun[];
  favorite: Language | null;
  /** The languages of which today's challenge is taken. */
  dailies: readonly Language[];
}

/** The best advice first, three at most: never none. */
export function adviceFor({ skills, recent, favorite, dailies }: AdviceInput): Advice[] {
  const [last] = recent;
  if (!last) return [{ kind: "first" }];
  const { language, difficulty } = last.session;
  const form = recent.filter(({ status }) => status === "VERIFIED").slice(0, FORM);
  const challenge = favorite ?? language;
  const all: Advice[] = [
    ...steadier(form),
    ...harder(form),
    ...weakest(skills),
    ...(dailies.includes(challenge) ? [] : [{ kind: "daily", language: challenge } as const]),
    ...unplayed(skills),
  ];
  if (all.length < 2) all.push({ kind: "again", language, difficulty });
  return all.slice(0, 3);
}
