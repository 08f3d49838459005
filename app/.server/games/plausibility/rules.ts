/**
 * The rules that judge the evidence of a run, as data. A hard rule names what no person does; a soft one what
 * hardly anybody does. Each needs enough keys, so that a short run is not judged by chance, and each is wide of the
 * people of the model (`npm run bench:plausibility`), because the model is not the world.
 */
import { COARSE_GRID, type Evidence, type RuleReading } from "../../../contracts/evidence.ts";

export interface Rule {
  name: string;
  severity: "hard" | "soft";
  /** Whether the rule reads single gaps, which a coarse clock blurs. */
  fineClock?: true;
  /** The fewest hits of a run that the rule judges. */
  needs: number;
  /** Returns the number that is judged; undefined when this run does not have enough of it. */
  value(evidence: Evidence): number | undefined;
  /** Fires below `least` or above `most`. */
  least?: number;
  most?: number;
  /** The published figure, or the measurement, that the bound stands on. */
  source: string;
  /**
   * The share of honest logs on which it fires: of the 1,000 of the second half. 0 means none of them, so that the
   * true share is below 0.3 % (with a confidence of 95 %).
   */
  falseAlarms: number;
}

const when = <T>(condition: boolean, value: T) => (condition ? value : undefined);

/** The upper end of a one-sigma interval for the correlation: what the rhythm may be, if chance was against it. */
const rhythmAtBest = ({ rhythm }: Evidence) =>
  when(rhythm.count >= 120, rhythm.r + 1 / Math.sqrt(rhythm.count));

export const RULES: readonly Rule[] = [
  {
    name: "speed_10",
    severity: "soft",
    needs: 100,
    value: ({ pace }) => pace.best_10,
    most: 260,
    source: "Championship sprints of ten seconds and more reach 256 words a minute (Wrona 2010).",
    falseAlarms: 0,
  },
  {
    name: "speed_60",
    severity: "soft",
    needs: 300,
    value: ({ pace, seconds }) => when(seconds >= 60, pace.best_60),
    most: 200,
    source:
      "The records for a minute of prose are 212 and 216 words (Blackburn, Pajunas); code has symbols.",
    falseAlarms: 0,
  },
  {
    name: "speed_impossible",
    severity: "hard",
    needs: 300,
    value: ({ pace, seconds }) => when(seconds >= 60, pace.best_60),
    most: 280,
    source: "A third above the records for a minute of prose.",
    falseAlarms: 0,
  },
  {
    name: "reaction",
    severity: "soft",
    needs: 60,
    value: ({ reactions }) => when(reactions.count >= 5, reactions.median),
    least: 200,
    source:
      "A simple reaction to light takes 200 to 250 ms, a choice among keys about 560 ms (Salthouse 1984).",
    falseAlarms: 0,
  },
  {
    name: "reaction_impossible",
    severity: "hard",
    needs: 60,
    value: ({ reactions }) => when(reactions.count >= 5, reactions.median),
    least: 100,
    source: "Less than 100 ms is a false start in athletics, and there is one known signal.",
    falseAlarms: 0,
  },
  {
    name: "retarget",
    severity: "soft",
    needs: 200,
    value: ({ retargets }) => when(retargets.count >= 20, retargets.ratio),
    least: 1.15,
    source:
      "The next bug stands elsewhere: the eyes need about 200 ms, and the preview is lost (Salthouse 1984).",
    falseAlarms: 0,
  },
  {
    name: "flawless",
    severity: "soft",
    needs: 1500,
    value: ({ errors }) => errors.flawless,
    most: 2500,
    source:
      "1.2 % of characters stay wrong and 6 % of keys correct something (Dhakal and others 2018).",
    falseAlarms: 0,
  },
  {
    name: "error_recovery",
    severity: "soft",
    needs: 200,
    value: ({ errors }) => when(errors.recovery.count >= 20, errors.recovery.ratio),
    least: 1.12,
    source: "Errors that cannot be erased are followed by slower keys (Crump and Logan 2013).",
    falseAlarms: 0,
  },
  {
    name: "single_errors",
    severity: "soft",
    needs: 400,
    value: ({ errors, gaps }) => when(errors.count >= 40 && gaps.median <= 120, errors.in_a_row),
    least: 0.03,
    source: "Fast hands press one or two more keys before they stop (Logan 1982).",
    falseAlarms: 0,
  },
  {
    name: "growth",
    severity: "soft",
    needs: 300,
    value: ({ growth, pace, seconds }) =>
      when(growth !== null && seconds >= 60 && pace.best_60 >= 100, growth ?? 0),
    most: 3,
    source:
      "Measured: who changes from a phone to a keyboard may triple; practice adds some percent.",
    falseAlarms: 0.002,
  },
  {
    name: "clock_ahead",
    severity: "hard",
    needs: 0,
    value: ({ clock }) => clock.ahead ?? undefined,
    most: 2_000,
    source: "Keys cannot arrive before they are pressed; `AHEAD_MS` is what verification allows.",
    falseAlarms: 0,
  },
  {
    name: "clock_drift",
    severity: "soft",
    needs: 100,
    value: ({ clock }) => (clock.drift === null ? undefined : Math.abs(clock.drift)),
    most: 0.08,
    source: "Clocks of computers drift by less than 0.01 %; the rest is the network's.",
    falseAlarms: 0,
  },
  {
    name: "near_zero_gaps",
    severity: "soft",
    fineClock: true,
    needs: 100,
    value: ({ gaps }) => gaps.under_10,
    most: 0.35,
    source:
      "Hands roll keys 20 ms apart and more (Dhakal and others 2018); keyboards that wait for taps report some rolled keys together.",
    falseAlarms: 0,
  },
  {
    name: "zero_gaps",
    severity: "hard",
    fineClock: true,
    needs: 100,
    value: ({ gaps }) => gaps.under_10,
    most: 0.6,
    source: "Twice the bound of near_zero_gaps, and more than half of all keys.",
    falseAlarms: 0,
  },
  {
    name: "burst",
    severity: "soft",
    fineClock: true,
    needs: 60,
    value: ({ gaps }) => gaps.burst,
    most: 8,
    source: "Ten fingers do not press nine keys within 80 ms; chords and pasted text do.",
    falseAlarms: 0,
  },
  {
    name: "even_gaps",
    severity: "soft",
    fineClock: true,
    needs: 150,
    value: ({ gaps }) => when(gaps.count >= 100, gaps.deviation),
    least: 0.25,
    source: "The gaps of skilled typists vary by a third to a half of their mean (Salthouse 1986).",
    falseAlarms: 0,
  },
  {
    name: "constant_gaps",
    severity: "hard",
    fineClock: true,
    needs: 150,
    value: ({ gaps }) => when(gaps.count >= 100, gaps.spread),
    least: 0.06,
    source:
      "Half of the gaps within 6 % of the median: a fifth of what the most even typists show.",
    falseAlarms: 0,
  },
  {
    name: "rhythm",
    severity: "soft",
    fineClock: true,
    needs: 200,
    value: rhythmAtBest,
    least: 0.11,
    source:
      "The two keys explain a gap: other hands save 30 to 60 ms (Salthouse 1984; Dhakal and others 2018).",
    falseAlarms: 0.009,
  },
  {
    name: "repeated_pattern",
    severity: "soft",
    fineClock: true,
    needs: 200,
    value: ({ gaps }) => Math.max(...gaps.correlation.map(Math.abs)),
    most: 0.6,
    source: "Measured: neighbouring gaps of the model's people correlate by at most 0.4.",
    falseAlarms: 0,
  },
];

export interface Judgement {
  /** `suspicious`: a soft rule fired; `implausible`: a hard one. */
  verdict: "clean" | "suspicious" | "implausible";
  /** The names of the rules that fired, in the order of `RULES`. */
  fired: string[];
}

/** Returns the number that `rule` judges; undefined when the run has too little of what the rule reads. */
function valueFor(rule: Rule, evidence: Evidence): number | undefined {
  if (evidence.hits < rule.needs) return undefined;
  if (rule.fineClock && evidence.grid >= COARSE_GRID) return undefined;
  return rule.value(evidence);
}

/** Returns whether `rule` fires; false when the run has too little of what the rule reads. */
export function fires(rule: Rule, evidence: Evidence): boolean {
  const value = valueFor(rule, evidence);
  if (value === undefined) return false;
  return value < (rule.least ?? Number.NEGATIVE_INFINITY) || value > (rule.most ?? Infinity);
}

/** Returns how each of the present rules reads the evidence, for moderators. */
export const readingsOf = (evidence: Evidence): RuleReading[] =>
  RULES.map((rule) => ({
    name: rule.name,
    severity: rule.severity,
    value: valueFor(rule, evidence) ?? null,
    least: rule.least ?? null,
    most: rule.most ?? null,
    fired: fires(rule, evidence),
    source: rule.source,
  }));

/** Judges a run by its evidence. Only moderators may learn which rules fired. */
export function judge(evidence: Evidence, rules: readonly Rule[] = RULES): Judgement {
  const fired = rules.filter((rule) => fires(rule, evidence));
  const hard = fired.some(({ severity }) => severity === "hard");
  const verdict = hard ? "implausible" : fired.length > 0 ? "suspicious" : "clean";
  return { verdict, fired: fired.map(({ name }) => name) };
}
