import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { markDeleted } from "../../app/.server/accounts/queries.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { RETENTION } from "../../app/.server/leaderboards/rank/queries.ts";
import { leaderboard, ownPlace } from "../../app/.server/leaderboards/service.ts";
import { resultPage } from "../../app/.server/progress/result-page/service.ts";
import type { BoardQuery } from "../../app/contracts/leaderboard.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { draw, nextState } from "../../app/engine/rng.ts";
import { withDatabase } from "../support/database.ts";
import { createPlayer } from "../support/players.ts";
import { storeRun } from "../support/stored.ts";

const CONNECTIONS = 20;
const database = withDatabase(CONNECTIONS);

/** Twelve days into a year that began in the week before: ISO week 53 of 2026 lies in both. */
const NOW = new Date("2027-01-12T15:00:00.000Z");
const PLAYERS = 100;
const RUNS_EACH = 100;
const HOUR = 3_600_000;
/** Ten thousand results take half a minute when nothing else runs beside. */
const TIMEOUT = 240_000;

/** Draws whole numbers below a bound, the same ones each time. */
function dice(seed: number) {
  let state = seed;
  return (bound: number) => {
    state = nextState(state);
    return draw(state, bound);
  };
}

interface Counted {
  id: string;
  user_id: string;
  language: Language;
  difficulty: Difficulty;
  day: string;
  score: number;
  wpm: number;
  ended_at: string;
}

const monday = (day: string) => {
  const date = new Date(`${day}T12:00:00Z`);
  while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
};

/** Every board there must be, by its name: `weekly 2026-12-28 score PYTHON all`, best first. */
async function recount(): Promise<Map<string, Counted[]>> {
  const { rows } = await sql<Omit<Counted, "day">>`
    SELECT r.id, r.user_id, s.language, s.difficulty, r.final_score AS score, r.words_per_minute AS wpm, r.ended_at
    FROM game_results r JOIN game_sessions s ON s.id = r.session_id JOIN users u ON u.id = r.user_id
    WHERE r.status = 'VERIFIED' AND u.is_active AND u.deleted_at IS NULL
  `.execute(database.db);
  const bests = new Map<string, Map<string, Counted>>();
  const orderOf = (name: string) => {
    const metric = name.includes(" score ") ? "score" : "wpm";
    return (a: Counted, b: Counted) =>
      b[metric] - a[metric] ||
      a.ended_at.localeCompare(b.ended_at) ||
      a.user_id.localeCompare(b.user_id) ||
      a.id.localeCompare(b.id);
  };
  const enter = (name: string, run: Counted) => {
    const board = bests.get(name) ?? new Map<string, Counted>();
    const best = board.get(run.user_id);
    if (!best || orderOf(name)(run, best) < 0) board.set(run.user_id, run);
    bests.set(name, board);
  };
  for (const row of rows) {
    const run = { ...row, day: row.ended_at.slice(0, 10) };
    for (const period of ["all_time 0001-01-01", `weekly ${monday(run.day)}`, `daily ${run.day}`]) {
      for (const metric of ["score", "wpm"]) {
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

/** The boards as they are kept. */
async function kept(): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ name: string; runs: string[] }>`
    SELECT concat_ws(' ', leaderboard_type, period_start, metric, coalesce(language::text, 'all'),
        coalesce(difficulty::text, 'all')) AS name,
      array_agg(result_id::text ORDER BY score DESC, ranked_at, user_id) AS runs
    FROM leaderboards WHERE leaderboard_type <> 'challenge'
    GROUP BY leaderboard_type, period_start, metric, language, difficulty
  `.execute(database.db);
  return new Map(rows.map((row) => [row.name, row.runs]));
}

function queryOf(name: string): BoardQuery {
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

const idsOf = (boards: Map<string, Counted[]>) =>
  new Map([...boards].map(([name, runs]) => [name, runs.map((run) => run.id)]));

/** Does something with everything in a list, some of it at once. */
async function withAll<T>(list: readonly T[], work: (one: T) => Promise<unknown>) {
  const queue = [...list];
  const lane = async () => {
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
}

const recountBoards = (player: Pick<Caller, "id">, db = database.db) =>
  sql`SELECT FROM recount_boards(${player.id}, ${RETENTION}, ${NOW})`.execute(db);

/** What a moderator does: the account is held, a result changes, and the boards follow. */
const moderate = (player: Caller, change: { from: string; to: string }) =>
  database.db.transaction().execute(async (db) => {
    await sql`SELECT FROM users WHERE id = ${player.id} FOR NO KEY UPDATE`.execute(db);
    await sql`
      UPDATE game_results SET status = ${change.to}
      WHERE id = (SELECT id FROM game_results WHERE user_id = ${player.id} AND status = ${change.from}
        ORDER BY final_score DESC LIMIT 1)`.execute(db);
    await recountBoards(player, db);
  });

const switchTo = async (player: Caller, is_active: boolean) => {
  await database.db.updateTable("users").set({ is_active }).where("id", "=", player.id).execute();
  await recountBoards(player);
};

describe(`after ${PLAYERS * RUNS_EACH} random results with ties, voids and deletions, many at once`, () => {
  it(
    "every board is a recount of the VERIFIED results, in its rows, their order, every rank and percentile",
    async () => {
      const players = await Promise.all(
        Array.from({ length: PLAYERS }, () => createPlayer(database.db)),
      );
      const acts = players.flatMap((player, lane) =>
        Array.from({ length: RUNS_EACH }, (_, n) => ({ player, roll: dice(lane * 1_000 + n) })),
      );
      // Neighbours in the list are of other players, and some of the same one run at once.
      acts.sort((a, b) => a.roll(2 ** 30) - b.roll(2 ** 30));
      await withAll(acts, async ({ player, roll }) => {
        // Few values and whole hours, so that there are ties of every kind.
        await storeRun(database.db, player, {
          language: LANGUAGES[roll(4)] as Language,
          difficulty: DIFFICULTIES[roll(4)] as Difficulty,
          score: roll(12) * 100,
          wpm: 40 + roll(8) / 3,
          status: (["FLAGGED", "UNRANKED"] as const)[roll(20)] ?? "VERIFIED",
          endedAt: new Date(NOW.getTime() - roll(30 * 24) * HOUR),
        });
        const chance = roll(20);
        if (chance === 0) await moderate(player, { from: "VERIFIED", to: "VOIDED" });
        if (chance === 1) await moderate(player, { from: "VOIDED", to: "VERIFIED" });
        if (chance === 2) await moderate(player, { from: "FLAGGED", to: "VERIFIED" });
      });
      expect(await kept()).toEqual(idsOf(await recount()));

      const [gone, off, on] = [players.slice(0, 5), players.slice(5, 10), players.slice(5, 7)];
      for (const player of gone) {
        await markDeleted(database.db, player, { checkedHash: "-", throttleSubject: "-" });
      }
      for (const player of off) await switchTo(player, false);
      for (const player of on) await switchTo(player, true);
      const expected = await recount();
      expect(await kept()).toEqual(idsOf(expected));
      const absent = [...gone, ...off.slice(2)].map((player) => player.id);
      const [overall = []] = [expected.get("all_time 0001-01-01 score all all")];
      expect(overall).toHaveLength(PLAYERS - absent.length);

      expect(expected.size).toBeGreaterThan(1_500);
      const byId = new Map(players.map((player) => [player.id, player]));
      const pick = dice(7);
      await withAll([...expected], async ([name, runs]) => {
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
        const run = runs[at] as Counted;
        const alike =
          expected.get(`all_time 0001-01-01 score ${run.language} ${run.difficulty}`) ?? [];
        const others = alike.filter((other) => other.user_id !== run.user_id);
        expect((await resultPage(database.db, run.id)).standing).toEqual({
          players: others.length,
          beaten: others.filter((other) => other.score < run.score).length,
        });
      });
    },
    TIMEOUT,
  );
});

describe("counting the boards of a player again", () => {
  it("says which boards changed, and that none did when nothing was wrong", async () => {
    const player = await createPlayer(database.db);
    const changed = async () => {
      const { rows } = await sql<{ name: string }>`
        SELECT concat_ws(' ', leaderboard_type, metric, language, difficulty) AS name
        FROM recount_boards(${player.id}, ${RETENTION}, ${NOW})`.execute(database.db);
      return rows.map((row) => row.name).sort();
    };
    await storeRun(database.db, player, { score: 100, wpm: 50, endedAt: NOW });
    const better = await storeRun(database.db, player, {
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
    const every = ["all_time", "weekly", "daily"].flatMap((type) =>
      scopes.map((scope) => `${type} score${scope}`),
    );
    expect(await changed()).toEqual([...every, "challenge score PYTHON NORMAL"].sort());
    expect(await changed()).toEqual([]);
  });
});

describe("deleting an account while a result of it is stored", () => {
  it("waits for the result, and says of its boards, too, that they changed", async () => {
    const player = await createPlayer(database.db);
    const waiting = async () => {
      const { rows } = await sql`
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(database.db);
      return rows.length;
    };
    let deletion: ReturnType<typeof markDeleted> | undefined;
    await database.db.transaction().execute(async (db) => {
      await storeRun(db, player, { language: "REACT", endedAt: NOW });
      deletion = markDeleted(database.db, player, { checkedHash: "-", throttleSubject: "-" });
      await expect.poll(waiting).toBe(1);
    });
    const deleted = await deletion;
    expect(deleted?.deleted).toBe(true);
    expect(deleted?.boards).toContainEqual(
      expect.objectContaining({ type: "daily", metric: "score", language: "REACT" }),
    );
  });
});
