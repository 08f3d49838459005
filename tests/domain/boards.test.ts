import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { markDeleted } from "../../app/.server/accounts/queries.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { RETENTION } from "../../app/.server/leaderboards/rank/queries.ts";
import { leaderboard, ownPlace } from "../../app/.server/leaderboards/service.ts";
import { resultPage } from "../../app/.server/progress/result-page/service.ts";
import type { BoardQuery } from "../../app/contracts/leaderboard.ts";
import { SPEED_SECONDS } from "../../app/contracts/ranking.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { draw, nextState } from "../../app/engine/rng.ts";
import { waitForBlockedStatement, withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { storeResult } from "../support/stored-results.ts";

const CONNECTIONS = 8;
const database = withDatabase(CONNECTIONS);

/** In January, so that the last 30 days contain ISO week 53 of 2026, which belongs to two years. */
const NOW = new Date("2027-01-12T15:00:00.000Z");
const PLAYERS = 100;
const RUNS_EACH = 100;
const HOUR = 3_600_000;
/** Ten thousand results take half a minute on an otherwise idle machine. */
const TIMEOUT = 240_000;

/** Returns a function that draws whole numbers below a bound; the same seed draws the same numbers. */
function dice(seed: number) {
  let state = seed;
  return (bound: number) => {
    state = nextState(state);
    return draw(state, bound);
  };
}

interface BoardRun {
  id: string;
  user_id: string;
  language: Language;
  difficulty: Difficulty;
  day: string;
  score: number;
  wpm: number;
  seconds: number;
  ended_at: string;
}

const monday = (day: string) => {
  const date = new Date(`${day}T12:00:00Z`);
  while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
};

/**
 * Recounts every board from the VERIFIED results. Returns its runs, the best first, by the board's name, such as
 * `weekly 2026-12-28 score PYTHON all`.
 */
async function expectedBoards(): Promise<Map<string, BoardRun[]>> {
  const { rows } = await sql<Omit<BoardRun, "day">>`
    SELECT r.id, r.user_id, s.language, s.difficulty, r.final_score AS score, r.words_per_minute AS wpm,
      r.playtime_seconds AS seconds, r.ended_at
    FROM game_results r JOIN game_sessions s ON s.id = r.session_id JOIN users u ON u.id = r.user_id
    WHERE r.status = 'VERIFIED' AND u.is_active AND u.deleted_at IS NULL
  `.execute(database.db);
  const bests = new Map<string, Map<string, BoardRun>>();
  const orderOf = (name: string) => {
    const metric = name.includes(" score ") ? "score" : "wpm";
    return (a: BoardRun, b: BoardRun) =>
      b[metric] - a[metric] ||
      a.ended_at.localeCompare(b.ended_at) ||
      a.user_id.localeCompare(b.user_id) ||
      a.id.localeCompare(b.id);
  };
  const enter = (name: string, run: BoardRun) => {
    const board = bests.get(name) ?? new Map<string, BoardRun>();
    const best = board.get(run.user_id);
    if (!best || orderOf(name)(run, best) < 0) board.set(run.user_id, run);
    bests.set(name, board);
  };
  for (const row of rows) {
    const run = { ...row, day: row.ended_at.slice(0, 10) };
    for (const period of ["all_time 0001-01-01", `weekly ${monday(run.day)}`, `daily ${run.day}`]) {
      for (const metric of run.seconds < SPEED_SECONDS ? ["score"] : ["score", "wpm"]) {
        for (const language of ["all", run.language]) {
          for (const difficulty of ["all", run.difficulty]) {
            enter(`${period} ${metric} ${language} ${difficulty}`, run);
          }
        }
      }
    }
  }
  return new Map(
    [...bests].map(([name, board]) => [name, [...board.values()].sort(orderOf(name))]),
  );
}

/** Returns the ids of the results on every stored board, by the board's name. */
async function storedBoards(): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ name: string; runs: string[] }>`
    SELECT concat_ws(' ', leaderboard_type, period_start, metric, coalesce(language::text, 'all'),
        coalesce(difficulty::text, 'all')) AS name,
      array_agg(result_id::text ORDER BY score DESC, ranked_at, user_id) AS runs
    FROM leaderboards WHERE leaderboard_type <> 'challenge'
    GROUP BY leaderboard_type, period_start, metric, language, difficulty
  `.execute(database.db);
  return new Map(rows.map((row) => [row.name, row.runs]));
}

function queryOf(name: string): Omit<BoardQuery, "scope"> {
  const [type, period, metric, language, difficulty] = name.split(" ") as string[];
  return {
    type: type as BoardQuery["type"],
    metric: metric as BoardQuery["metric"],
    ...(type !== "all_time" && { period }),
    ...(language !== "all" && { language: language as Language }),
    ...(difficulty !== "all" && { difficulty: difficulty as Difficulty }),
    limit: 100,
  };
}

const idsOf = (boards: Map<string, BoardRun[]>) =>
  new Map([...boards].map(([name, runs]) => [name, runs.map((run) => run.id)]));

/** Calls `work` for every item, `CONNECTIONS` of them at a time. */
async function forEachConcurrently<T>(items: readonly T[], work: (item: T) => Promise<unknown>) {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
}

const recountBoards = (player: Pick<Caller, "id">, db = database.db) =>
  sql`SELECT FROM recount_boards(${player.id}, ${RETENTION}, ${NOW})`.execute(db);

/** Changes the status of a result as a moderator does: locks the account, then recounts its boards. */
const moderate = (player: Caller, change: { from: string; to: string }) =>
  database.db.transaction().execute(async (db) => {
    await sql`SELECT FROM users WHERE id = ${player.id} FOR NO KEY UPDATE`.execute(db);
    await sql`
      UPDATE game_results SET status = ${change.to}
      WHERE id = (SELECT id FROM game_results WHERE user_id = ${player.id} AND status = ${change.from}
        ORDER BY final_score DESC LIMIT 1)`.execute(db);
    await recountBoards(player, db);
  });

const setActive = async (player: Caller, is_active: boolean) => {
  await database.db.updateTable("users").set({ is_active }).where("id", "=", player.id).execute();
  await recountBoards(player);
};

describe(`after ${PLAYERS * RUNS_EACH} concurrent random results with ties, voided results and deleted accounts`, () => {
  it(
    "every board equals a recount of the VERIFIED results in its rows, order, ranks and percentiles",
    async () => {
      const players = await Promise.all(
        Array.from({ length: PLAYERS }, () => createPlayer(database.db)),
      );
      const games = players.flatMap((player, lane) =>
        Array.from({ length: RUNS_EACH }, (_, n) => ({ player, roll: dice(lane * 1_000 + n) })),
      );
      // Shuffled: concurrent results mostly belong to different players, and sometimes to the same player.
      games.sort((a, b) => a.roll(2 ** 30) - b.roll(2 ** 30));
      await forEachConcurrently(games, async ({ player, roll }) => {
        // Few distinct values and whole hours, so that there are ties of every kind.
        await storeResult(database.db, player, {
          language: LANGUAGES[roll(4)] as Language,
          difficulty: DIFFICULTIES[roll(4)] as Difficulty,
          score: roll(12) * 100,
          wpm: 40 + roll(8) / 3,
          seconds: [30, 59, 60, 300][roll(4)] ?? 60,
          status: (["FLAGGED", "UNRANKED"] as const)[roll(20)] ?? "VERIFIED",
          endedAt: new Date(NOW.getTime() - roll(30 * 24) * HOUR),
        });
        const chance = roll(20);
        if (chance === 0) await moderate(player, { from: "VERIFIED", to: "VOIDED" });
        if (chance === 1) await moderate(player, { from: "VOIDED", to: "VERIFIED" });
        if (chance === 2) await moderate(player, { from: "FLAGGED", to: "VERIFIED" });
      });
      expect(await storedBoards()).toEqual(idsOf(await expectedBoards()));

      const [deleted, deactivated, reactivated] = [
        players.slice(0, 5),
        players.slice(5, 10),
        players.slice(5, 7),
      ];
      for (const player of deleted) {
        await markDeleted(database.db, player, { checkedHash: "-", throttleSubject: "-" });
      }
      for (const player of deactivated) await setActive(player, false);
      for (const player of reactivated) await setActive(player, true);
      const expected = await expectedBoards();
      expect(await storedBoards()).toEqual(idsOf(expected));
      const absent = [...deleted, ...deactivated.slice(2)].map((player) => player.id);
      const [overall = []] = [expected.get("all_time 0001-01-01 score all all")];
      expect(overall).toHaveLength(PLAYERS - absent.length);

      expect(expected.size).toBeGreaterThan(1_500);
      const byId = new Map(players.map((player) => [player.id, player]));
      const pick = dice(7);
      await forEachConcurrently([...expected], async ([name, runs]) => {
        const query = queryOf(name);
        const board = await leaderboard(database.db, query, NOW);
        expect(board.items.map((item) => [item.rank, item.result_id])).toEqual(
          runs.map((run, index) => [index + 1, run.id]),
        );
        expect(board.players).toBe(runs.length);
        const at = pick(runs.length);
        const player = byId.get(runs[at]?.user_id ?? "") as Caller;
        const place = await ownPlace(database.db, player, query, NOW);
        expect(place).toMatchObject({
          rank: at + 1,
          players: runs.length,
          percentile: (100 * (runs.length - at)) / runs.length,
          entry: board.items[at],
          around: board.items.slice(Math.max(0, at - 3), at + 4),
        });
        const run = runs[at] as BoardRun;
        const alike =
          expected.get(`all_time 0001-01-01 score ${run.language} ${run.difficulty}`) ?? [];
        const others = alike.filter((other) => other.user_id !== run.user_id);
        expect((await resultPage(database.db, undefined, run.id)).standing).toEqual({
          players: others.length,
          beaten: others.filter((other) => other.score < run.score).length,
        });
      });
    },
    TIMEOUT,
  );
});

describe("a recount of the boards of a player", () => {
  it("returns the boards that it changed, and none when all were correct", async () => {
    const player = await createPlayer(database.db);
    const changed = async () => {
      const { rows } = await sql<{ name: string }>`
        SELECT concat_ws(' ', leaderboard_type, metric, language, difficulty) AS name
        FROM recount_boards(${player.id}, ${RETENTION}, ${NOW})`.execute(database.db);
      return rows.map((row) => row.name).sort();
    };
    await storeResult(database.db, player, { score: 100, wpm: 50, endedAt: NOW });
    const better = await storeResult(database.db, player, {
      score: 200,
      wpm: 40,
      challenge: "2027-01-12",
      endedAt: NOW,
    });
    expect(await changed()).toEqual([]);
    await database.db
      .updateTable("game_results")
      .set({ status: "VOIDED" })
      .where("id", "=", better.id)
      .execute();
    const scopes = ["", " PYTHON", " NORMAL", " PYTHON NORMAL"];
    const changedBoards = ["all_time", "weekly", "daily"].flatMap((type) =>
      scopes.map((scope) => `${type} score${scope}`),
    );
    expect(await changed()).toEqual([...changedBoards, "challenge score PYTHON NORMAL"].sort());
    expect(await changed()).toEqual([]);
  });
});

describe("deleting an account while one of its results is stored", () => {
  it("waits for the result, and returns its boards among the changed ones", async () => {
    const player = await createPlayer(database.db);
    let deletion: ReturnType<typeof markDeleted> | undefined;
    await database.db.transaction().execute(async (db) => {
      await storeResult(db, player, { language: "REACT", endedAt: NOW });
      deletion = markDeleted(database.db, player, { checkedHash: "-", throttleSubject: "-" });
      await waitForBlockedStatement(database.db);
    });
    const deleted = await deletion;
    expect(deleted?.deleted).toBe(true);
    expect(deleted?.boards).toContainEqual(
      expect.objectContaining({ type: "daily", metric: "score", language: "REACT" }),
    );
  });
});
