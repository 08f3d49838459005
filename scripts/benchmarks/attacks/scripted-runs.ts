/** Runs that a script computes. */
import { currentEngine } from "../../../app/engine/current.ts";
import type { Difficulty } from "../../../app/engine/plan.ts";
import { BOTS, type Bot, playBot } from "../../../tests/support/people/bots.ts";
import type { Site } from "../../../tests/support/site.ts";
import { type Attack, type Attempt, number } from "./attack.ts";
import { describeFate, endRun, startRun } from "./runs.ts";

/** Sixteen minutes: about 20,000 keys, the most of a run. */
const LONG = 960_000;

const findBot = (name: string) => BOTS.find((bot) => bot.name === name) as Bot;

/** The server refuses more than 40 keys in any second. The first key on an empty field does not wait for its turn. */
const KEYS_PER_SECOND = 37;

const AS_FAST_AS_ALLOWED: Bot = {
  name: "as fast as allowed",
  rhythm: () => ({
    gap: ({ keys, t }) => Math.max(0, (keys.at(-KEYS_PER_SECOND)?.[0] ?? t - 1_001) + 1_001 - t),
  }),
};

interface ScriptedRun {
  bot: Bot;
  wpm: number;
  until: number;
  /** EASY by default, where a script lasts longest. */
  difficulty?: Difficulty;
  target?: number;
  metric?: "score" | "wpm";
}

async function playScript(
  site: Site,
  { bot, difficulty = "EASY", metric = "score", ...options }: ScriptedRun,
): Promise<Attempt> {
  const { player, game } = await startRun(site, { difficulty }, 77);
  const run = playBot(bot, game, { seed: 5, ...options });
  const score = currentEngine.scoreOf(run.state);
  const ended = await endRun(site, player, game, run);
  const { now, holds } = await describeFate(site, player, ended, metric);
  const figures = `${number(run.keys.length)} keys, ${number(score.final_score)} points, ${number(score.words_per_minute)} WPM`;
  return { now: `${figures}: ${now}`, holds };
}

export const SCRIPTED_RUNS: Attack[] = [
  {
    name: "Perfect keys in bursts of one millisecond, computed offline",
    before: "150,172 points, 249 WPM: VERIFIED, first of all time",
    repeat: (site) =>
      playScript(site, { bot: findBot("bursts in one millisecond"), wpm: 249, until: LONG }),
  },
  {
    name: "The same with even gaps",
    before: "not tried",
    repeat: (site) =>
      playScript(site, { bot: findBot("constant gaps, no errors"), wpm: 249, until: LONG }),
  },
  {
    name: "The same with jitter and wrong words",
    before: "68,408 points: VERIFIED",
    repeat: (site) =>
      playScript(site, {
        bot: findBot("log-normal jitter, wrong words"),
        wpm: 190,
        until: 1_500_000,
        target: 68_408,
      }),
  },
  {
    name: "A run of two seconds",
    before: "80 keys, 570 WPM: led the speed board",
    repeat: (site) =>
      playScript(site, {
        bot: AS_FAST_AS_ALLOWED,
        difficulty: "EXPERT",
        wpm: 570,
        until: 2_000,
        metric: "wpm",
      }),
  },
];
