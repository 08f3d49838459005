/** Runs of people and of scripts (`people/`), stored as the browser would hand them in. */
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { Plan } from "../../app/engine/plan.ts";
import { BOTS, playBot } from "./people/bots.ts";
import { type PlayedRun, playAs } from "./people/model.ts";
import { drawPerson } from "./people/person.ts";
import { backdateStart, startRequest } from "./players.ts";

type Play = (plan: Plan) => PlayedRun;

/** As one person, who types about 80 words a minute; `clock` is what the browser rounds times to. */
export const asPerson =
  ({ clock = 1, until = 150_000 } = {}): Play =>
  (plan) =>
    playAs({ ...drawPerson(12), wpm: 80, phone: false, clock }, plan, { until, seed: 3 });

/** As the script whose name begins so. */
export function asBot(name: string, until = 150_000): Play {
  const bot = BOTS.find((one) => one.name.startsWith(name));
  if (!bot) throw new Error(`no script is called ${name}`);
  return (plan) => playBot(bot, plan, { wpm: 90, seed: 3, until });
}

/** Starts a game, plays it, and ends it after the time that it took. Returns the response with the stored result. */
export async function storePlayedRun(db: Db, player: Caller, play: Play) {
  const game = await startGame(db, player, startRequest(), 7, new Date());
  const run = play(game);
  await backdateStart(db, game.session_id, run.endedAt);
  const request = {
    session_token: game.session_token,
    outcome: run.outcome,
    key_sequence: run.keys,
    ended_at_ms: run.endedAt,
  };
  return (await endGame(db, player, request, NO_BOARD_CACHE)).ended;
}
