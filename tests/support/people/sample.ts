/** Honest logs to measure rules with: people of the model, who play on the difficulty that fits them. */
import { evidenceOf, type Known } from "../../../app/.server/games/plausibility/evidence.ts";
import type { Evidence } from "../../../app/contracts/evidence.ts";
import { currentEngine } from "../../../app/engine/current.ts";
import { LANGUAGES, type Language } from "../../../app/engine/plan.ts";
import { createPlan } from "../plans.ts";
import { type PlayedRun, playAs } from "./model.ts";
import { drawPerson, type Person } from "./person.ts";
import { Random } from "./random.ts";

/** Shorter runs count for nothing, so nobody judges them. */
const SHORTEST_MS = 30_000;
const LEAST_WORDS = 20;
const LONGEST_MS = 600_000;
/** The browser sends a checkpoint at each wave, about this often. */
const CHECKPOINT_MS = 25_000;

export interface HonestRun {
  person: Person;
  run: PlayedRun;
  score: number;
  evidence: Evidence;
}

export interface SampleOptions {
  /** Seed of the sample; samples with other seeds share no person. */
  seed: number;
  people: number;
  /** When the players stop; by default half of them play to the end. */
  until?: number;
}

/** Returns the difficulty that fits a speed, as the start page recommends it. */
export function fittingDifficulty(wordsPerMinute: number) {
  if (wordsPerMinute < 35) return "EASY";
  if (wordsPerMinute < 60) return "NORMAL";
  return wordsPerMinute < 80 ? "HARD" : "EXPERT";
}

/** Returns what the server knows of an honest run's time: late, lost and delayed checkpoints included. */
export function honestTimes(run: PlayedRun, random: Random): Known {
  const begun = random.between(200, 3_000);
  const slow = random.chance(0.03) ? 6 : 1;
  const arrival = (t: number) =>
    Math.round(begun + t + slow * random.logNormal(120, 0.6) + (random.chance(0.01) ? 5_000 : 0));
  const checkpoints: [number, number][] = [];
  let last = 0;
  let next = 0;
  for (let t = CHECKPOINT_MS; t < run.endedAt; t += CHECKPOINT_MS * random.between(0.7, 1.3)) {
    while ((run.keys[next]?.[0] ?? Infinity) <= t) {
      last = run.keys[next]?.[0] ?? last;
      next += 1;
    }
    if (!random.chance(0.03 * slow)) checkpoints.push([arrival(t), last]);
  }
  return { elapsed: arrival(run.endedAt), checkpoints };
}

function playOnce(person: Person, random: Random, options: SampleOptions): PlayedRun {
  const wordsPerMinute = person.wpm * random.between(0.6, 0.95);
  const plan = createPlan({
    seed: random.seed(),
    language: LANGUAGES[Math.floor(random.next() * 4)] as Language,
    difficulty: fittingDifficulty(wordsPerMinute),
  });
  const stops = random.chance(0.55) ? LONGEST_MS : random.between(SHORTEST_MS, 240_000);
  return playAs(person, plan, { until: Math.floor(options.until ?? stops), seed: random.seed() });
}

/**
 * Plays two runs of each person. The first is history for the second; a tenth plays the first on a phone. Runs that
 * would not count are played again.
 */
export function* honestRuns(options: SampleOptions): Generator<HonestRun> {
  for (let i = 0; i < options.people; i += 1) {
    const random = new Random(options.seed + i * 7_919);
    const person = drawPerson(random.seed());
    const elsewhere = random.chance(0.1)
      ? { ...person, wpm: Math.min(45, person.wpm), phone: true }
      : person;
    let bestBefore: number | undefined;
    for (const who of [elsewhere, person]) {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const run = playOnce(who, random, options);
        const score = currentEngine.scoreOf(run.state);
        if (run.endedAt < SHORTEST_MS || score.total_words_typed < LEAST_WORDS) continue;
        const known = honestTimes(run, random);
        if (bestBefore) known.bestBefore = bestBefore;
        const evidence = evidenceOf(currentEngine, run, known);
        bestBefore = evidence.pace.best_60;
        yield { person: who, run, score: score.final_score, evidence };
        break;
      }
    }
  }
}
