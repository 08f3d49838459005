/** Scripts that play for the first place of a small board: none gets there without a moderator. */
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { leaderboard, ownPlace } from "../../app/.server/leaderboards/service.ts";
import type { StartedGame } from "../../app/contracts/game.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { withDatabase } from "../support/database.ts";
import { releaseNow, storedState } from "../support/pending-runs.ts";
import { BOTS, type Bot, ERROR_FACTORS, playBot } from "../support/people/bots.ts";
import { type PlayedRun, playAs } from "../support/people/model.ts";
import { drawPerson } from "../support/people/person.ts";
import { backdateStart, createPlayer, startRequest } from "../support/players.ts";

type Snippet = StartedGame["snippets"][number];

const database = withDatabase();
const PLAYERS = 50;
const BOARD = { type: "all_time", metric: "score" } as const;
const LONGEST_MS = 900_000;
/** Scripts begin at the speed of good players, and hurry only if that is too slow. */
const SPEEDS = [100, 120, 140, 160, 190, 230, 280, 340, 400];

async function end(player: Caller, game: StartedGame, run: PlayedRun) {
  await backdateStart(database.db, game.session_id, run.endedAt);
  const request = {
    session_token: game.session_token,
    outcome: run.outcome,
    key_sequence: run.keys,
    ended_at_ms: run.endedAt,
  };
  return (await endGame(database.db, player, request, NO_BOARD_CACHE)).ended;
}

/**
 * Starts a game on all snippets of the group in the order of their texts: the order of a start is drawn, and whether a
 * script is found out, and at which score, would depend on luck.
 */
async function start(player: Caller, seed: number): Promise<StartedGame> {
  const { db } = database;
  const game = await startGame(db, player, startRequest({ difficulty: "HARD" }), seed, new Date());
  await db
    .updateTable("game_sessions")
    .set({
      snippet_versions: sql`(SELECT array_agg(id ORDER BY snippet_text COLLATE "C")
        FROM code_snippet_versions WHERE id = ANY (snippet_versions))`,
    })
    .where("id", "=", game.session_id)
    .execute();
  const byText = (a: Snippet, b: Snippet) => (a.snippet_text < b.snippet_text ? -1 : 1);
  return { ...game, snippets: [...game.snippets].sort(byText) };
}

const scoreOf = (run: PlayedRun) => currentEngine.scoreOf(run.state).final_score;

/** Plays until `target` points, with the most errors and at the first speed that reach them. */
function playFor(bot: Bot, game: StartedGame, target: number): PlayedRun {
  for (const errorFactor of ERROR_FACTORS) {
    for (const wpm of SPEEDS) {
      const run = playBot(bot, game, { wpm, errorFactor, seed: 5, until: LONGEST_MS, target });
      if (scoreOf(run) >= target) return run;
    }
  }
  throw new Error(`${bot.name} does not reach ${target} points`);
}

describe(`a board of ${PLAYERS} people`, () => {
  let best = 0;
  let flagged = 0;
  beforeAll(async () => {
    for (let n = 0; n < PLAYERS; n += 1) {
      const player = await createPlayer(database.db);
      const game = await start(player, n + 1);
      const run = playAs(drawPerson(7_000 + n), game, { until: 300_000, seed: n });
      const { result } = await end(player, game, run);
      if (result.status === "PENDING") flagged += 1;
      else best = Math.max(best, result.final_score);
    }
  });

  it("has the runs of the people, hardly any of which is flagged", async () => {
    const { players } = await leaderboard(database.db, { ...BOARD, limit: 1 }, new Date());
    expect(flagged).toBeLessThanOrEqual(1);
    expect(players).toBeGreaterThan(PLAYERS / 2);
  });

  it.each(BOTS.map((bot) => [bot.name, bot] as const))(
    "is not led by a script: %s",
    async (_, bot) => {
      const player = await createPlayer(database.db);
      const game = await start(player, 77);
      const ended = await end(player, game, playFor(bot, game, best + 1));
      expect(ended.result.final_score).toBeGreaterThan(best);
      expect(ended).toMatchObject({ result: { status: "PENDING" }, rank: null, new_best: false });
      // Nobody moderates for three days.
      const { due_minutes } = await storedState(database.db, ended.result.id);
      if (due_minutes !== null) await releaseNow(database.db, ended.result.id);
      expect((await ownPlace(database.db, player, BOARD, new Date())).rank).toBeNull();
    },
  );
});
