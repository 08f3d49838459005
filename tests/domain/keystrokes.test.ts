import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { judge } from "../../app/.server/admin/moderation/service.ts";
import type { Caller } from "../../app/.server/auth/authorization/queries.ts";
import { endGame } from "../../app/.server/games/end/service.ts";
import { settleKeystrokes } from "../../app/.server/games/keystrokes/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { deleteEmptiedDrills } from "../../app/.server/operations/maintenance/queries.ts";
import { DrillPools } from "../../app/.server/practice/drills/pools.ts";
import { deleteDrill, endDrill, startDrill } from "../../app/.server/practice/drills/service.ts";
import { unpackSums } from "../../app/.server/practice/keystrokes/packing.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { LANGUAGES, type Language } from "../../app/engine/plan.ts";
import { draw, nextState } from "../../app/engine/rng.ts";
import { asActor, createModerator } from "../support/admins.ts";
import { withDatabase } from "../support/database.ts";
import { playDrill } from "../support/drill-player.ts";
import {
  add,
  drillPresses,
  gamePresses,
  type OraclePress,
  type OracleSums,
  sumPresses,
} from "../support/keystroke-oracle.ts";
import { createPlayer, honestRun, startRequest } from "../support/players.ts";

const PLAYERS = 50;
const GAMES_AND_DRILLS = 2_000;
/** One in so many is a game, which takes a hundred times the keys' time to make. */
const GAMES = 5;
const SECRET = "a secret for the tests of drills, long enough";

const database = withDatabase(20);
const pools = new DrillPools();

/** What was stored, as the test knows it. */
interface Stored {
  player: Caller;
  language: Language;
  sessionId: string;
  resultId: string;
  presses: OraclePress[];
  state: "counted" | "voided" | "deleted";
  kind: "game" | "drill";
  /** Whether its log is gone: its keys stay in the sums, or out of them, as they were then. */
  isForgotten?: boolean;
}

async function storeDrill(player: Caller, language: Language, seed: number): Promise<Stored> {
  const { db } = database;
  const now = new Date(Date.now() - 3_600_000);
  const tools = { pools, seed, now, secret: SECRET };
  const started = await startDrill(db, player, { language, focus: "plain" }, tools);
  const texts = started.parts.map(({ text }) => text);
  const played = playDrill(texts, { seed, most: 30 + (seed % 60), keyMs: 90 + (seed % 100) });
  const request = { session_token: started.session_token, ...played };
  const end = () => endDrill(db, player, request, { now: new Date(), secret: SECRET });
  // Sometimes the browser sends it twice at once.
  const [{ ended }] = await Promise.all(seed % 7 === 0 ? [end(), end()] : [end()]);
  const presses = drillPresses(texts, played.key_sequence);
  return {
    ...{ player, language, presses, state: "counted", kind: "drill" },
    sessionId: ended.result.session_id,
    resultId: ended.result.id,
  };
}

async function storeGame(player: Caller, language: Language, seed: number): Promise<Stored> {
  const { db } = database;
  const game = await startGame(db, player, startRequest({ language }), seed, new Date());
  // From 30 s on a run is ranked, and can be voided.
  const until = seed % 2 === 0 ? 45_000 : 12_000;
  const run = await honestRun(db, game, { wpm: 60, errors: 50, seed, hands: seed, until });
  const { ended } = await endGame(db, player, run, NO_BOARD_CACHE);
  return {
    ...{ player, language, state: "counted", kind: "game" },
    presses: gamePresses(currentEngine, game, run.key_sequence),
    sessionId: ended.result.session_id,
    resultId: ended.result.id,
  };
}

/** Returns all sums of a player in a language as the database has them. */
async function storedSums(player: Caller, language: Language): Promise<OracleSums> {
  const { rows } = await sql<{ sums: Parameters<typeof unpackSums>[0] }>`
    SELECT to_jsonb(s) AS sums FROM keystroke_statistics s
    WHERE user_id = ${player.id} AND language = ${language} AND period_start = '-infinity'`.execute(
    database.db,
  );
  const sums: OracleSums = new Map();
  const { keys, pairs, confusions, recovery_ms } = unpackSums(rows[0]?.sums ?? null);
  for (const [prefix, map] of [
    ["key", keys],
    ["pair", pairs],
  ] as const)
    for (const [name, sum] of map)
      for (const [column, value] of Object.entries(sum))
        if (prefix === "key" || column !== "presses")
          add(sums, `${prefix} ${name} ${column}`, value);
  for (const [name, count] of confusions) add(sums, `confusion ${name}`, count);
  add(sums, "recovery ms", recovery_ms);
  return sums;
}

/** Deletes the key log as the cron job does, unless the session is due to be settled. */
async function forgetLog({ sessionId }: Stored): Promise<boolean> {
  const { rows } = await sql`
    UPDATE typing_sessions SET key_sequence = NULL
    WHERE (id = ${sessionId} OR game_session_id = ${sessionId}) AND NOT keys_due AND key_sequence IS NOT NULL
    RETURNING id`.execute(database.db);
  return rows.length > 0;
}

/** Returns the sessions of games without a log whose keys are in the sums. */
async function countedWithoutLog(): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT game_session_id AS id FROM typing_sessions
    WHERE game_session_id IS NOT NULL AND key_sequence IS NULL AND keys_counted`.execute(
    database.db,
  );
  return new Set(rows.map(({ id }) => id));
}

const sorted = (sums: OracleSums) => [...sums].sort(([a], [b]) => (a < b ? -1 : 1));

describe(`${GAMES_AND_DRILLS} games and drills of ${PLAYERS} players`, () => {
  let players: Caller[] = [];
  const stored: Stored[] = [];

  beforeAll(async () => {
    const { db } = database;
    const moderator = await createModerator(db);
    players = await Promise.all(Array.from({ length: PLAYERS }, () => createPlayer(db)));
    let state = 1;
    const below = (bound: number) => {
      state = nextState(state);
      return draw(state, bound);
    };
    const languageOf = (): Language => LANGUAGES[below(2)] ?? "PYTHON";

    /** Voids a game or restores it, if it is ranked: a run of twelve seconds is not. */
    const judgeGame = async (one: Stored) => {
      const status = one.state === "voided" ? "VERIFIED" : "VOIDED";
      const judgement = { status, reason: "A test" } as const;
      const judged = await judge(
        db,
        asActor(moderator),
        one.resultId,
        judgement,
        NO_BOARD_CACHE,
      ).catch(() => undefined);
      if (judged) one.state = status === "VOIDED" ? "voided" : "counted";
    };

    /** Takes a game or a drill out of the sums, or a voided game back in. */
    const takeOut = async (one: Stored) => {
      if (one.kind === "game") await judgeGame(one);
      else if (one.state === "counted") {
        await deleteDrill(db, one.player, one.resultId);
        one.state = "deleted";
      }
    };

    /** Changes one of the player's games or drills, as it may come to them. */
    const change = async (own: Stored[]) => {
      const one = own[below(own.length)];
      if (!one) return;
      if (below(one.kind === "game" ? 2 : 4) === 0) {
        one.isForgotten ||= await forgetLog(one);
        if (below(2) === 0) return;
      }
      await takeOut(one);
      if (below(3) === 0) await settleKeystrokes(db, 7);
    };

    await Promise.all(
      players.map(async (player) => {
        const own: Stored[] = [];
        while (own.length < GAMES_AND_DRILLS / PLAYERS) {
          const seed = 1 + below(1_000_000);
          const store = below(GAMES) === 0 ? storeGame : storeDrill;
          // Two ends at once, of a game or a drill and of a drill.
          const ended = await Promise.all([
            store(player, languageOf(), seed),
            ...(own.length % 2 === 1 ? [] : [storeDrill(player, languageOf(), seed + 1)]),
          ]);
          own.push(...ended);
          if (below(4) === 0) await change(own);
        }
        stored.push(...own);
      }),
    );
    while ((await settleKeystrokes(db)) > 0);
    // Some games whose log is gone are voided, whatever came to them above.
    const forgotten = stored.filter((one) => one.kind === "game" && one.isForgotten);
    for (const one of forgotten.slice(0, forgotten.length / 2)) {
      if (one.state === "counted") await judgeGame(one);
    }
    // Of two more games and two more drills the logs go, and then one each is taken out. A game of an even seed is ranked.
    const [player] = players as [Caller];
    for (const store of [storeGame, storeDrill]) {
      const stays = await store(player, "PYTHON", 2_000_002);
      const goes = await store(player, "PYTHON", 2_000_004);
      while ((await settleKeystrokes(db)) > 0);
      for (const one of [stays, goes]) one.isForgotten = await forgetLog(one);
      await takeOut(goes);
      stored.push(stays, goes);
    }
    while ((await settleKeystrokes(db)) > 0);
  }, 300_000);

  it("make the sums that counting all their logs again makes", async () => {
    expect(stored.length).toBeGreaterThanOrEqual(GAMES_AND_DRILLS);
    const states = new Set(stored.map((one) => one.state));
    expect(states).toEqual(new Set(["counted", "voided", "deleted"]));
    const forgotten = stored.filter((one) => one.isForgotten);
    expect([...new Set(forgotten.map(({ kind, state }) => `${kind} ${state}`))].sort()).toEqual([
      "drill counted",
      "drill deleted",
      "game counted",
      "game voided",
    ]);
    const withoutLog = await countedWithoutLog();
    const isCounted = ({ state, kind, isForgotten, sessionId }: Stored) => {
      if (!isForgotten) return state === "counted";
      return kind === "drill" || withoutLog.has(sessionId);
    };
    for (const player of players) {
      for (const language of LANGUAGES.slice(0, 2)) {
        const expected: OracleSums = new Map();
        for (const one of stored)
          if (one.player === player && one.language === language && isCounted(one))
            sumPresses(one.presses, language, expected);
        expect(sorted(await storedSums(player, language))).toEqual(sorted(expected));
      }
    }
  });

  it("leave of deleted drills what keeps their tickets from storing them again, as long as those hold", async () => {
    const deleted = stored
      .filter(({ state }) => state === "deleted")
      .map(({ sessionId }) => sessionId);
    const { db } = database;
    const left = () =>
      db
        .selectFrom("typing_sessions")
        .leftJoin("typing_results", "typing_results.session_id", "typing_sessions.id")
        .select(["typing_sessions.key_sequence", "typing_results.id"])
        .where("typing_sessions.id", "in", deleted)
        .execute();
    expect(await left()).toEqual(deleted.map(() => ({ key_sequence: null, id: null })));
    await db
      .updateTable("typing_sessions")
      .set({ deleted_at: sql`deleted_at - interval '8 days'` })
      .where("id", "in", deleted)
      .execute();
    while ((await deleteEmptiedDrills(db)) > 0);
    expect(await left()).toEqual([]);
  });

  it("keep the keys of a run whose log was deleted, also when it is voided afterwards", async () => {
    const { db } = database;
    const player = players[0] as Caller;
    const moderator = asActor(await createModerator(db));
    const game = await storeGame(player, "REACT", 2);
    const before = sorted(await storedSums(player, "REACT"));
    await db
      .updateTable("typing_sessions")
      .set({ key_sequence: null })
      .where("game_session_id", "=", game.sessionId)
      .execute();
    const judgement = { status: "VOIDED", reason: "A test" } as const;
    await judge(db, moderator, game.resultId, judgement, NO_BOARD_CACHE);
    await settleKeystrokes(db);
    expect(sorted(await storedSums(player, "REACT"))).toEqual(before);
  });

  it("are counted once by the cron job if they are of a release that did not count", async () => {
    const { db } = database;
    const player = await createPlayer(db);
    for (const seed of [1, 2, 3, 4]) {
      await (seed === 1 ? storeGame : storeDrill)(player, "PYTHON", seed);
    }
    const before = sorted(await storedSums(player, "PYTHON"));
    await db.deleteFrom("keystroke_statistics").where("user_id", "=", player.id).execute();
    await db
      .updateTable("typing_sessions")
      .set({ keys_counted: false, keys_due: true })
      .where("user_id", "=", player.id)
      .execute();
    const settle = async () => {
      while ((await settleKeystrokes(db, 3)) > 0);
    };
    // Two cron jobs at once.
    await Promise.all([settle(), settle()]);
    expect(sorted(await storedSums(player, "PYTHON"))).toEqual(before);
  });
});
