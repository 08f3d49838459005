/**
 * All achievements, as data. Each requires a least value of a metric, which the database's function
 * `achievement_metrics` computes. The seed stores them in the table; when a rule changes, the cron job
 * recounts all players (docs/decisions/0019-progress.md).
 */
import type { Family } from "../../../contracts/achievement.ts";

export interface Definition {
  /** The identity of the achievement: it stays when its name, text or rule changes. */
  key: string;
  family: Family;
  /** From 1 within its family. */
  level: number;
  name: string;
  description: string;
  requirement_type: string;
  requirement_value: number;
  points: number;
}

/** The points of the levels of a family, from the first. */
const POINTS = [10, 20, 40, 60, 80, 100];
const CURIOSITY_POINTS = 25;

/** Returns a family in which every level requires more of the same metric. */
function ladder(
  family: Family,
  requirement_type: string,
  describe: (least: number) => string,
  levels: [least: number, name: string][],
): Definition[] {
  return levels.map(([requirement_value, name], index) => ({
    key: `${family}_${index + 1}`,
    family,
    level: index + 1,
    name,
    description: describe(requirement_value),
    requirement_type,
    requirement_value,
    points: POINTS[index] ?? 100,
  }));
}

const HOUR = 3_600;

/** Returns a number as the pages write it (app/ui/text/format.ts). */
const whole = (n: number) => n.toLocaleString("en");

/** Achievements of a single run. They have no progress that could be shown. */
const CURIOSITIES: [metric: string, least: number, name: string, description: string][] = [
  ["unharmed_waves", 5, "Five nines", "Hold five waves without any damage to production."],
  ["expert_waves", 5, "Root access", "Hold five waves at Expert."],
  ["run_seconds", 15 * 60, "Long-running process", "Stay up for a quarter of an hour in one run."],
  ["words_404", 1, "Not found", "End a run after exactly 404 tokens."],
  ["seconds_418", 1, "I\u2019m a teapot", "End a run in its 418th second. Short and stout."],
  ["bugs_42", 1, "The answer", "Fix exactly 42 bugs in one run."],
  [
    "no_correct_words",
    1,
    "Empty commit",
    "End a run with every token of it wrong. It was verified all the same.",
  ],
  ["one_error", 1, "Off by one", "Type a hundred tokens or more, and exactly one of them wrong."],
  [
    "half_wrong",
    1,
    "Coin flip",
    "Get exactly half of your tokens right: ten or more of each kind.",
  ],
  ["palindrome", 1, "Palindrome", "Score 1,000 or more, the same from both ends."],
  ["round_score", 1, "Rounding error", "Score a whole number of hundreds, 1,000 or more."],
  ["at_night", 1, "On call", "End a run before four in the morning, UTC. Somewhere it was noon."],
  ["friday_evening", 1, "Friday deploy", "End a run on a Friday after 16:00 UTC. It will be fine."],
  ["day_256", 1, "Day 0x100", "Play on the 256th day of the year, the programmers\u2019 own."],
];

export const DEFINITIONS: Definition[] = [
  ...ladder("speed", "sustained_wpm", (n) => `Type ${n} tokens a minute, for a minute or more.`, [
    [15, "Hunt and peck"],
    [25, "Both hands"],
    [40, "Hot keys"],
    [55, "Faster than CI"],
    [70, "Race condition"],
    [90, "Just-in-time compiler"],
  ]),
  ...ladder(
    "accuracy",
    "accuracy",
    (n) => `Type ${n}% of a hundred tokens or more without an error, in one run.`,
    [
      [90, "It compiles"],
      [95, "Lint passes"],
      [98, "Approved, no comments"],
      [99, "Formally verified"],
    ],
  ),
  ...ladder("flawless", "flawless_words", (n) => `Type ${n} tokens in a run, none of them wrong.`, [
    [25, "Clean diff"],
    [50, "Green build"],
    [100, "Zero warnings"],
    [250, "Immutable"],
  ]),
  ...ladder("combo", "combo", (n) => `Reach a combo of ${n}.`, [
    [25, "Pipeline"],
    [50, "Method chaining"],
    [100, "Unbroken chain"],
    [200, "Tail call"],
    [400, "Infinite loop"],
  ]),
  ...ladder("waves", "waves", (n) => `Hold ${n} waves in one run.`, [
    [5, "Survived the stand-up"],
    [10, "Load balancer"],
    [15, "High availability"],
    [20, "Disaster recovery"],
    [30, "Still up"],
  ]),
  ...ladder(
    "languages",
    "games_in_each_language",
    (n) => (n === 1 ? "Play a run in each language." : `Play ${n} runs in each language.`),
    [
      [1, "Hello, worlds"],
      [5, "Polyglot"],
      [25, "Full stack"],
      [100, "Babel"],
    ],
  ),
  ...ladder("streak", "streak_days", (n) => `Play on ${n} days in a row, UTC.`, [
    [3, "Nightly build"],
    [7, "Weekly release"],
    [14, "Sprint"],
    [30, "Green squares"],
    [100, "Uptime"],
    [365, "Long-term support"],
  ]),
  ...ladder(
    "daily",
    "challenge_runs",
    (n) => (n === 1 ? "Take a daily challenge." : `Take ${n} daily challenges.`),
    [
      [1, "Ticket closed"],
      [7, "Cron job"],
      [30, "Backlog groomed"],
      [100, "Scheduled task"],
    ],
  ),
  ...ladder("runs", "games", (n) => (n === 1 ? "Finish a run." : `Finish ${whole(n)} runs.`), [
    [1, "First commit"],
    [10, "Regular contributor"],
    [100, "Maintainer"],
    [1_000, "Bus factor of one"],
  ]),
  ...ladder("words", "words", (n) => `Type ${whole(n)} tokens in all.`, [
    [1_000, "Verbose"],
    [10_000, "Legacy code"],
    [100_000, "Monorepo"],
    [1_000_000, "Rewrite"],
  ]),
  ...ladder("bugs", "bugs", (n) => `Fix ${whole(n)} bugs in all.`, [
    [100, "Hotfix"],
    [1_000, "Patch Tuesday"],
    [10_000, "Bug bounty"],
    [100_000, "Works on every machine"],
  ]),
  ...ladder(
    "time",
    "playtime_seconds",
    (n) => (n === HOUR ? "Spend an hour on call." : `Spend ${n / HOUR} hours on call.`),
    [
      [HOUR, "Pager duty"],
      [10 * HOUR, "Second shift"],
      [100 * HOUR, "Lives in production"],
    ],
  ),
  ...CURIOSITIES.map(
    ([requirement_type, requirement_value, name, description], index): Definition => ({
      key: requirement_type,
      family: "curiosities",
      level: index + 1,
      name,
      description,
      requirement_type,
      requirement_value,
      points: CURIOSITY_POINTS,
    }),
  ),
];
