/** SQL that inserts the achievements of all runs at once, as `count_result` would grant them one run after the other. */
import { DEFINITIONS } from "../../../app/.server/progress/achievements/definitions.ts";
import { LANGUAGES } from "../../../app/engine/plan.ts";

/** Metrics that add up over all runs, with what one run adds. */
const TOTALS: Record<string, string> = {
  games: "1",
  words: "words",
  bugs: "kills",
  playtime_seconds: "seconds",
  challenge_runs: "challenge::int",
};

/** Metrics of a single run. */
const RUN_METRICS: Record<string, string> = {
  sustained_wpm: "CASE WHEN counts_for_speed(seconds) THEN wpm END",
  accuracy: "CASE WHEN words >= 100 THEN accuracy END",
  flawless_words: "CASE WHEN wrong = 0 THEN words END",
  combo: "combo",
  waves: "waves",
  streak_days: "streak",
  unharmed_waves: "CASE WHEN taken = 0 THEN waves END",
  expert_waves: "CASE WHEN difficulty = 'EXPERT' THEN waves END",
  run_seconds: "seconds",
  words_404: "(words = 404)::int",
  seconds_418: "(seconds = 418)::int",
  bugs_42: "(kills = 42)::int",
  no_correct_words: "(words = wrong)::int",
  one_error: "(wrong = 1 AND words >= 100)::int",
  half_wrong: "(words - wrong = wrong AND wrong >= 10)::int",
  palindrome: "(score >= 1000 AND reverse(score::text) = score::text)::int",
  round_score: "(score >= 1000 AND score % 100 = 0)::int",
  at_night: "(date_part('hour', utc) < 4)::int",
  friday_evening: `(date_part('isodow', utc) = 5
    AND date_part('hour', utc) >= 16)::int`,
  day_256: "(date_part('doy', utc) = 256)::int",
};

const EACH_LANGUAGE = "games_in_each_language";

/** Achievements for a total, which the run that crosses their value unlocks. */
const crossed = DEFINITIONS.filter(
  ({ requirement_type: type }) => type in TOTALS || type === EACH_LANGUAGE,
);
/** Achievements that a single run unlocks by what it shows. */
const shown = DEFINITIONS.filter((definition) => !crossed.includes(definition));

/** Returns SQL for a number with one bit for each condition. */
const bits = (conditions: string[]) =>
  conditions
    .map((condition, bit) => `CASE WHEN ${condition} THEN ${2n ** BigInt(bit)} ELSE 0 END`)
    .join(" + ");

const reached = ({ requirement_type, requirement_value }: (typeof DEFINITIONS)[number]) => {
  const metric = RUN_METRICS[requirement_type];
  if (!metric) throw new Error(`the generator knows no metric ${requirement_type}`);
  return `(${metric}) >= ${requirement_value}`;
};

const ofLanguage = (language: string, sign: string) =>
  `played_${language.toLowerCase()} ${sign} (language = '${language}')::int`;
const least = (sign: string) =>
  `least(${LANGUAGES.map((language) => ofLanguage(language, sign)).join(", ")})`;

const crosses = ({ requirement_type: type, requirement_value }: (typeof DEFINITIONS)[number]) => {
  const own = TOTALS[type];
  const [before, after] = own
    ? [`total_${type} - ${own}`, `total_${type}`]
    : [least("-"), least("- 0 *")];
  return `${after} >= ${requirement_value} AND ${before} < ${requirement_value}`;
};

const totals = [
  ...Object.entries(TOTALS).map(([type, own]) => `sum(${own}) OVER runs AS total_${type}`),
  ...LANGUAGES.map(
    (language) =>
      `sum((language = '${language}')::int) OVER runs AS played_${language.toLowerCase()}`,
  ),
].join(", ");

const rows = (list: typeof DEFINITIONS, kind: string) =>
  list.map(({ key }, bit) => `('${key}', '${kind}', ${bit})`);

/** Creates the table that maps each achievement to its bit. */
export const BITS = `
  CREATE TABLE bench.bits AS
  SELECT a.id, kind, bit FROM achievements a
  JOIN (VALUES ${[...rows(shown, "shown"), ...rows(crossed, "crossed")].join(", ")}) AS of (key, kind, bit)
    ON of.key = a.key`;

/** Returns a statement that inserts the achievements of one part's players. */
export const insertUnlocks = (part: number) => `
  WITH island AS (
    SELECT *, ended_at AT TIME ZONE 'UTC' AS utc, day - dense_rank() OVER (PARTITION BY p ORDER BY day)::int AS island
    FROM bench.runs_${part} WHERE verified
  ), streak AS (
    SELECT *, day - min(day) OVER (PARTITION BY p, island) + 1 AS streak FROM island
  ), counted AS (
    SELECT *, ${totals}, ${bits(shown.map(reached))} AS shown
    FROM streak WINDOW runs AS (PARTITION BY p ORDER BY i ROWS UNBOUNDED PRECEDING)
  ), fresh AS (
    SELECT p, i, user_id, result_id, ended_at, ${bits(crossed.map(crosses))} AS crossed,
      shown & ~coalesce(bit_or(shown) OVER (
        PARTITION BY p ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS shown
    FROM counted
  )
  INSERT INTO user_achievements (user_id, achievement_id, result_id, unlocked_at, created_at)
  SELECT user_id, bits.id, result_id, ended_at, ended_at
  FROM fresh JOIN bench.bits ON
    CASE kind WHEN 'shown' THEN fresh.shown ELSE fresh.crossed END >> bit & 1 = 1
  WHERE fresh.shown <> 0 OR fresh.crossed <> 0`;
