/** Measures the rules: how often they fire on honest logs, and how often scripts are caught. */
import { evidenceOf } from "../../../app/.server/games/plausibility/evidence.ts";
import { fires, judge, RULES, type Rule } from "../../../app/.server/games/plausibility/rules.ts";
import type { Evidence } from "../../../app/contracts/evidence.ts";
import { currentEngine } from "../../../app/engine/current.ts";
import { LANGUAGES, type Language } from "../../../app/engine/plan.ts";
import { createPlan } from "../plans.ts";
import { type Bot, ERROR_FACTORS, playBot } from "./bots.ts";
import { type PlayedRun, playAs } from "./model.ts";
import { drawPerson } from "./person.ts";
import type { HonestRun } from "./sample.ts";

export const isFlagged = (evidence: Evidence) => judge(evidence).verdict !== "clean";

/** Returns the share of `evidence` that any of `rules` fires on. */
export const flaggedShare = (evidence: readonly Evidence[]) =>
  evidence.filter(isFlagged).length / Math.max(1, evidence.length);

export interface MeasuredRule {
  rule: Rule;
  /** How many logs of the second half the rule reads, and on how many it fires. */
  read: number;
  fired: number;
  /** The most suspicious value of the first half, for the bound to lie beyond. */
  extreme: number | undefined;
}

/** Returns the values that `rule` judges, of those logs that it reads. */
function valuesOf(rule: Rule, evidence: readonly Evidence[]): number[] {
  const never = { ...rule, least: Number.POSITIVE_INFINITY };
  // With such a bound a rule fires on whatever it reads.
  return evidence.filter((one) => fires(never, one)).flatMap((one) => rule.value(one) ?? []);
}

export function measureRules(first: readonly Evidence[], second: readonly Evidence[]) {
  return RULES.map((rule): MeasuredRule => {
    const fitted = valuesOf(rule, first);
    const worst = rule.most === undefined ? Math.min(...fitted) : Math.max(...fitted);
    return {
      rule,
      read: valuesOf(rule, second).length,
      fired: second.filter((one) => fires(rule, one)).length,
      extreme: fitted.length > 0 ? worst : undefined,
    };
  });
}

/** Returns the honest run whose score a share of all does not exceed; 1 for the best. */
export function runAtScore(runs: readonly HonestRun[], share: number): HonestRun {
  const sorted = [...runs].sort((a, b) => a.score - b.score);
  return sorted[Math.round((sorted.length - 1) * share)] as HonestRun;
}

interface Attempt {
  wpm: number;
  errorFactor: number;
  seed: number;
  language: Language;
}

/** The speeds that scripts try, as shares of the speed of the player whose score they want. */
const SPEEDS = [0.9, 1, 1.1, 1.2, 1.35, 1.5, 1.8, 2.2];
/** In the order that they try them. */
const ATTEMPTS = ERROR_FACTORS.flatMap((errorFactor) =>
  SPEEDS.map((speed) => ({ speed, errorFactor })),
);
const LONGEST_MS = 900_000;

export interface CaughtBots {
  name: string;
  runs: number;
  caught: number;
  /** The runs that reached the score; others are not counted. */
  rules: Map<string, number>;
}

function measureBot(
  name: string,
  play: (attempt: Attempt) => PlayedRun,
  wanted: HonestRun,
  runs: number,
): CaughtBots {
  const result: CaughtBots = { name, runs: 0, caught: 0, rules: new Map() };
  for (let i = 0; i < runs; i += 1) {
    const language = LANGUAGES[i % LANGUAGES.length] as Language;
    for (const { speed, errorFactor } of ATTEMPTS) {
      const wpm = wanted.evidence.pace.best_60 * speed;
      const run = play({ wpm, errorFactor, seed: 7_001 + i * 104_729, language });
      if (currentEngine.scoreOf(run.state).final_score < wanted.score) continue;
      // Without history and without the server's times: scripts can have both in order.
      const { verdict, fired } = judge(evidenceOf(currentEngine, run));
      result.runs += 1;
      if (verdict !== "clean") result.caught += 1;
      for (const rule of fired) result.rules.set(rule, (result.rules.get(rule) ?? 0) + 1);
      break;
    }
  }
  return result;
}

const planFor = (wanted: HonestRun, { seed, language }: Attempt) =>
  createPlan({ seed, language, difficulty: wanted.run.plan.difficulty });

/** Lets a script play for the score of `wanted`, `runs` times, on other plans of the same difficulty. */
export const catchBot = (bot: Bot, wanted: HonestRun, runs: number): CaughtBots =>
  measureBot(
    bot.name,
    (attempt) =>
      playBot(bot, planFor(wanted, attempt), {
        ...attempt,
        target: wanted.score,
        until: LONGEST_MS,
      }),
    wanted,
    runs,
  );

/** The same for a script that has the model of people itself, and draws a person who types fast enough. */
export const catchSampler = (wanted: HonestRun, runs: number): CaughtBots =>
  measureBot(
    "samples the model of people",
    (attempt) => {
      const { seed, wpm, errorFactor } = attempt;
      const drawn = drawPerson(seed);
      const person = { ...drawn, phone: false, wpm: wpm * 1.3, error: drawn.error * errorFactor };
      const options = { seed, target: wanted.score, until: LONGEST_MS };
      return playAs(person, planFor(wanted, attempt), options);
    },
    wanted,
    runs,
  );
