/** Copies of other players' runs of the daily challenge. */
import { beforeAll, describe, expect, it } from "vitest";
import { endGame } from "../../app/.server/games/end/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import type { StartedGame } from "../../app/contracts/game.ts";
import { withDatabase } from "../support/database.ts";
import { storedState } from "../support/pending-runs.ts";
import { copyOf } from "../support/people/copies.ts";
import { type PlayedRun, playAs } from "../support/people/model.ts";
import { drawPerson, type Person } from "../support/people/person.ts";
import { backdateStart, createPlayer, startRequest } from "../support/players.ts";

const database = withDatabase();
/** People who type on a keyboard with a fine clock. */
const personOf = (seed: number): Person => ({
  ...drawPerson(seed),
  wpm: 75,
  phone: false,
  tapHold: false,
  clock: 1,
});

/** Has a new player take the ranked try of today's challenge; `play` gets its plan. */
async function takeTry(play: (game: StartedGame) => PlayedRun) {
  const player = await createPlayer(database.db);
  const request = startRequest({ mode: "daily" });
  const game = await startGame(database.db, player, request, 1, new Date());
  const run = play(game);
  await backdateStart(database.db, game.session_id, run.endedAt);
  const { session_token } = game;
  const { keys: key_sequence, outcome, endedAt: ended_at_ms } = run;
  const end = { session_token, key_sequence, outcome, ended_at_ms };
  const { ended } = await endGame(database.db, player, end, NO_BOARD_CACHE);
  return { run, ended, state: await storedState(database.db, ended.result.id) };
}

describe("a ranked try at the daily challenge", () => {
  let original: Awaited<ReturnType<typeof takeTry>>;
  beforeAll(async () => {
    original = await takeTry((game) => playAs(personOf(3), game, { until: 150_000, seed: 4 }));
  });

  it("counts when nobody typed it before", () => {
    expect(original.ended.result.status).toBe("VERIFIED");
    expect(original.ended.rank).not.toBeNull();
  });

  it.each<[string, { scale?: number; jitter?: number }]>([
    ["sent again", {}],
    ["slowed by a tenth", { scale: 1.1 }],
    ["hurried by a tenth", { scale: 0.9 }],
    ["moved by up to 15 ms", { jitter: 15 }],
  ])("waits for a moderator when it is another player's, %s", async (_, change) => {
    const { ended, state } = await takeTry(() => copyOf(original.run, change));
    expect(ended).toMatchObject({ result: { status: "PENDING" }, rank: null, new_best: false });
    expect(state).toMatchObject({ status: "FLAGGED", due_minutes: null });
    expect(state.flags).toContain("copy");
  });

  it("counts when another person typed the same plan", async () => {
    const { state } = await takeTry((game) =>
      playAs(personOf(11), game, { until: 150_000, seed: 12 }),
    );
    expect(state).toMatchObject({ status: "VERIFIED", flags: [] });
  });
});
