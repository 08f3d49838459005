/** SQL that inserts accounts with their settings, devices and statistics. */
import { LANGUAGES } from "../../../app/engine/plan.ts";
import type { Population } from "./population.ts";

const FIRST =
  "amber,brisk,calm,clever,cosmic,crisp,curious,daring,dusty,eager,electric,fuzzy,gentle,golden,hidden,icy,jolly,keen,lazy,lucky,lunar,mellow,merry,misty,nimble,noble,odd,patient,quick,quiet,rapid,rusty,silent,sleepy,solar,stormy,sunny,tidy,velvet,witty";
const SECOND =
  "badger,beaver,bison,cobra,comet,crane,falcon,ferret,finch,fox,gecko,heron,ibex,jackal,jaguar,koala,lemur,lynx,magpie,marten,moose,newt,ocelot,orca,osprey,otter,owl,panda,parrot,penguin,puma,raven,robin,salmon,seal,stoat,tapir,toucan,walrus,wombat";

/** A name of two words; from player 1,600 on, the pairs of words repeat and get a number. */
const NAME = `
  (string_to_array('${FIRST}', ','))[1 + p * 7 % 40] AS first,
  (string_to_array('${SECOND}', ','))[1 + (p / 40 + p * 11) % 40] AS second,
  CASE WHEN p >= 1600 THEN (p / 1600 * 37 % 99991)::text ELSE '' END AS number`;

/** A string as long as a bcrypt hash that no password matches. */
const PASSWORD = `$2a$10$${"x".repeat(53)}`;

const games = (language: string) =>
  `'${language}', nullif(count(*) FILTER (WHERE language = '${language}'), 0)`;

/**
 * Returns a statement that inserts the accounts of one part, each with settings, one device and statistics. Two
 * accounts in a hundred are inactive, half of these deleted. Unlike on the real site, unused devices stay.
 */
export function insertPlayers(part: number, parts: number, { players, until }: Population): string {
  const now = `'${until.toISOString()}'::timestamptz`;
  return `
  WITH played AS MATERIALIZED (
    SELECT p, min(ended_at) AS first_at, max(ended_at) AS last_at FROM bench.runs_${part} GROUP BY p
  ), drawn AS (
    SELECT p, ${NAME},
      coalesce(first_at - interval '1 hour' * (0.2 + bench.chance(p, 50)),
        ${now} - interval '730 days' * (1 - sqrt(bench.chance(p, 51)))) AS created_at, last_at
    FROM generate_series(${part}, ${players - 1}, ${parts}) p LEFT JOIN played USING (p) OFFSET 0
  ), player AS MATERIALIZED (
    SELECT bench.id('user', p) AS id, p, first || '_' || second || number AS username,
      initcap(first) || ' ' || initcap(second) AS display_name,
      created_at, coalesce(last_at, created_at) AS last_at, bench.is_off(p) AS off,
      CASE WHEN bench.chance(p, 44) < 0.01
        THEN greatest(coalesce(last_at, created_at), ${now} - interval '29 days' * bench.chance(p, 41)) END AS deleted_at
    FROM drawn
  ), account AS (
    INSERT INTO users (id, username, email, password_hash, display_name, is_active, last_login_at,
      created_at, updated_at, deleted_at)
    SELECT id, username, username || '@example.com', '${PASSWORD}', display_name, NOT off, last_at,
      created_at, last_at, deleted_at FROM player
  ), settings AS (
    INSERT INTO user_settings (user_id, created_at, updated_at) SELECT id, created_at, created_at FROM player
  ), device AS (
    INSERT INTO sign_ins (id, user_id, user_agent, created_at, last_used_at, revoked_at)
    SELECT bench.id('device', p), id, 'Mozilla/5.0', created_at, last_at, CASE WHEN off THEN last_at END FROM player
  ), counted AS (
    SELECT p, count(*) AS games, sum(seconds) AS seconds, max(score) AS score,
      avg(wpm) AS avg_wpm, avg(accuracy) AS avg_accuracy, sum(words) AS words, sum(kills) AS kills,
      max(waves) AS waves, max(combo) AS combo, max(wpm) FILTER (WHERE counts_for_speed(seconds)) AS wpm,
      max(accuracy) FILTER (WHERE words >= 100) AS accuracy, max(words) FILTER (WHERE wrong = 0) AS flawless,
      count(*) FILTER (WHERE challenge) AS challenges, range_agg(daterange(day, day, '[]')) AS days,
      jsonb_strip_nulls(jsonb_build_object(${LANGUAGES.map(games).join(", ")})) AS by_language
    FROM bench.runs_${part} WHERE verified GROUP BY p
  )
  INSERT INTO user_statistics (user_id, total_games, total_playtime_sec, best_score, best_wpm, avg_wpm,
    avg_accuracy, total_words_typed, total_enemies_killed, highest_wave, best_combo, best_sustained_wpm,
    best_accuracy, longest_flawless, challenge_runs, games_by_language, favorite_language, played_days,
    last_played_day, last_streak, best_streak, created_at, updated_at, recounted_at)
  SELECT id, coalesce(games, 0), coalesce(seconds, 0), coalesce(score, 0), coalesce(wpm, 0),
    coalesce(avg_wpm, 0), coalesce(avg_accuracy, 0), coalesce(words, 0), coalesce(kills, 0),
    coalesce(waves, 0), coalesce(combo, 0), coalesce(wpm, 0), coalesce(accuracy, 0),
    coalesce(flawless, 0), coalesce(challenges, 0), coalesce(by_language, '{}'), most_played(by_language),
    coalesce(days, '{}'), upper(days) - 1, coalesce(streaks.last, 0), coalesce(streaks.best, 0),
    created_at, last_at, clock_timestamp()
  FROM player LEFT JOIN counted USING (p) CROSS JOIN LATERAL (
    SELECT max(upper(streak) - lower(streak)) AS best,
      (array_agg(upper(streak) - lower(streak) ORDER BY streak DESC))[1] AS last
    FROM unnest(days) streak
  ) streaks`;
}
