/** Quick races with ghosts, over the built Worker. */

import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { type Connection, connect, type Db } from "../../app/.server/db/client.ts";
import { startQuota } from "../../app/.server/games/start/quota.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import type { GameResult } from "../../app/contracts/game.ts";
import type { JoinedRace, Race } from "../../app/contracts/race.ts";
import type { RaceRoom } from "../../app/contracts/race-protocol.ts";
import { call, register } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { raceOf } from "../support/finished-race.ts";
import { createPlayer } from "../support/players.ts";
import { storedRun } from "../support/race-clients.ts";
import { RaceSocket, ScriptedRacer } from "../support/racers.ts";
import { bindDatabase, type Site, startSite } from "../support/site.ts";
import { startStoppablePostgres } from "../support/stoppable-postgres.ts";

/** Short times, so that no test waits for the usual ones. */
const RACE_LIMITS = JSON.stringify({
  ...{ alone_ms: 500, alone_retry_ms: 1_000, gather_ms: 400, countdown_ms: 300 },
});

async function newDatabase() {
  const database = await createDatabase();
  const connection = connect(database.url, 4);
  onTestFinished(async () => {
    await connection.close();
    await database.drop();
  });
  return { ...database, db: connection.db };
}

async function newSite() {
  const { url, db } = await newDatabase();
  const site = await startSite(url, url, { vars: { RACE_LIMITS } });
  onTestFinished(() => site.close());
  return { origin: site.origin, db };
}

/** Two people raced here before. */
async function raceOfBefore(db: Db) {
  const players = [await createPlayer(db), await createPlayer(db)];
  const { room } = await raceOf(db, players);
  await storeRace(db, room, NO_BOARD_CACHE);
  return room;
}

const askForRace = async (origin: string, token?: string, language = "PYTHON") =>
  (await call<JoinedRace>({ origin }, "/races/quick", { json: { language }, token })).body;

async function quickRace(origin: string, token?: string, language?: string) {
  const joined = await askForRace(origin, token, language);
  const socket = new RaceSocket(joined);
  await socket.greeted();
  return { code: joined.code, socket };
}

/** Waits until a socket is told of a room with so many fruitless searches for ghosts. */
const missed = (socket: RaceSocket, misses: number) =>
  socket.until(
    () => socket.all("room").find(({ room }) => (room.ghosts?.misses ?? 0) >= misses),
    `${misses} misses`,
  );

const ratings = (db: Db) => db.selectFrom("race_ratings").selectAll().orderBy("user_id").execute();

/** Expects the end of a race whose standings have the ghosts at their ends. */
async function expectEnd(socket: RaceSocket, before: Awaited<ReturnType<typeof raceOfBefore>>) {
  const { standings } = await socket.first("finished");
  const scores = before.finish?.standings.map(({ score }) => score) ?? [];
  expect(
    standings
      .slice(1)
      .map(({ score }) => score)
      .sort(),
  ).toEqual([...scores].sort());
  const { results } = await socket.first("stored");
  expect(results.map(({ id, rating }) => [id, rating])).toEqual([
    [1, null],
    [2, null],
    [3, null],
  ]);
  return { standings, results };
}

describe("somebody alone in a quick race", () => {
  it("meets ghosts after a while, and the race is stored unranked", async () => {
    const { origin, db } = await newSite();
    const before = await raceOfBefore(db);
    const rated = await ratings(db);
    const account = await register({ origin, db } as Site);
    const { code, socket } = await quickRace(origin, account.access_token);
    const racer = new ScriptedRacer(socket, { wpm: 100 });
    await racer.started();
    const { plan } = await socket.first("start");
    expect(plan).toMatchObject({ mode: "ghost_race", seed: before.setup.plan.seed });
    const room = socket.all("room").at(-1)?.room;
    expect(room?.racers.map(({ kind }) => kind)).toEqual(["player", "ghost", "ghost"]);
    await racer.type(3_000);
    // While the racer still types, the ghosts are where their runs were at that time.
    const told = socket.all("standings").flatMap(({ racers }) => racers);
    for (const id of [2, 3])
      expect(told.filter((each) => each.id === id).length).toBeGreaterThan(1);
    racer.sendBatch(true);
    const { standings, results } = await expectEnd(socket, before);
    const { result } = await storedRun({ origin }, results[0]?.result_id ?? "");
    expect(result).toMatchObject({ status: "UNRANKED", final_score: standings[0]?.score });
    const { body: stored } = await call<{ rated: boolean; players: object[] }>(
      { origin },
      `/races/${code}`,
    );
    expect(stored.rated).toBe(false);
    expect(stored.players).toHaveLength(3);
    for (const { id, name, username, result_id } of room?.racers.slice(1) ?? []) {
      expect(stored.players).toContainEqual(
        expect.objectContaining({ id, kind: "ghost", name, username, result_id, rating: null }),
      );
      expect((await call<GameResult>({ origin }, `/game/result/${result_id}`)).status).toBe(200);
    }
    expect(await ratings(db)).toEqual(rated);
    // Behind a link nobody would come, so the next room is public. It counts as a start of who asks.
    const [quota] = startQuota(account.user.id, null).subjects;
    const starts = async () => {
      const counts = db.selectFrom("game_start_counts").select("starts");
      const row = await counts.where("subject", "=", quota?.subject ?? "").executeTakeFirst();
      return row?.starts.length ?? 0;
    };
    const startsBefore = await starts();
    socket.send({ type: "rematch" });
    const next = await socket.first("rematch");
    const { body: again } = await call<RaceRoom>({ origin }, `/races/${next.code}`);
    expect(again).toMatchObject({
      ...{ visibility: "public", phase: "open" },
      racers: [{ username: account.user.username }],
    });
    expect(await starts()).toBe(startsBefore + 1);
    socket.close();
  });

  it("goes on waiting when there is no plan that fits, and then races people", async () => {
    const { origin, db } = await newSite();
    await raceOfBefore(db);
    const { code, socket } = await quickRace(origin, undefined, "REACT");
    expect((await missed(socket, 2)).room).toMatchObject({ phase: "open", racers: [{ id: 1 }] });
    const other = await quickRace(origin, undefined, "REACT");
    expect(other.code).toBe(code);
    expect((await socket.first("start")).plan.mode).toBe("race");
    for (const each of [socket, other.socket]) each.close();
  });

  it("plays alone when there is none: the run is unranked, nobody is rated, and the next room is public", async () => {
    const { origin, db } = await newSite();
    const account = await register({ origin, db } as Site);
    const { code, socket } = await quickRace(origin, account.access_token);
    await missed(socket, 1);
    socket.send({ type: "alone" });
    const racer = new ScriptedRacer(socket, { wpm: 100 });
    await racer.started();
    await racer.type(1_500);
    racer.sendBatch(true);
    const { results } = await socket.first("stored");
    expect(results).toMatchObject([{ id: 1, place: 1, rating: null }]);
    const { plan, result, score } = await storedRun({ origin }, results[0]?.result_id ?? "");
    expect([plan.mode, result.final_score]).toEqual(["ghost_race", score]);
    expect(result.status).toBe("UNRANKED");
    const { body: stored } = await call<Race>({ origin }, `/races/${code}`);
    expect(stored).toMatchObject({ rated: false, players: [{ place: 1 }] });
    expect(await ratings(db)).toEqual([]);
    socket.send({ type: "rematch" });
    const next = await socket.first("rematch");
    const { body: again } = await call<RaceRoom>({ origin }, `/races/${next.code}`);
    expect(again.visibility).toBe("public");
    socket.close();
  });

  it("goes on waiting while PostgreSQL is away, and meets ghosts when it is back", async () => {
    const server = await startStoppablePostgres();
    const site = await startSite(server.siteUrl, server.siteUrl, { vars: { RACE_LIMITS } });
    onTestFinished(async () => {
      await site.close();
      await server.remove();
    });
    const { db, close }: Connection = connect(server.url, 4);
    await raceOfBefore(db);
    await close();
    const joined = await askForRace(site.origin);
    await server.takeDown("stopped");
    // Nobody is alone before their socket is there, so the first search for ghosts is in the outage.
    const socket = new RaceSocket(joined);
    await socket.greeted();
    await missed(socket, 1);
    await server.bringBack("stopped");
    expect((await socket.first("start")).plan.mode).toBe("ghost_race");
    expect(socket.all("welcome")[0]?.room.code).toBe(joined.code);
    socket.close();
  });

  it("has the same ghosts after the object was evicted, in the countdown and in the race", async () => {
    const { url, db } = await newDatabase();
    const before = await raceOfBefore(db);
    bindDatabase(url);
    const harness = createTestHarness({
      workers: [{ configPath: "wrangler.toml", prebuiltWorkerDir: "dist/worker" }],
    });
    onTestFinished(() => harness.close());
    const { origin } = (await harness.listen()).url;
    const account = await register({ origin, db } as Site);
    const { code, socket } = await quickRace(origin, account.access_token);
    const evict = () =>
      harness
        .getWorker()
        .evictDurableObject("RaceRoomObject", { name: code, webSockets: "hibernate" });
    await socket.until(
      () => socket.all("room").find(({ room }) => room.phase === "countdown"),
      "a countdown",
    );
    await evict();
    const racer = new ScriptedRacer(socket, { wpm: 100 });
    await racer.started();
    await racer.type(2_000);
    await wait(400);
    await evict();
    await racer.type(1_500);
    racer.sendBatch(true);
    const { standings, results } = await expectEnd(socket, before);
    const { result, plan, score } = await storedRun({ origin }, results[0]?.result_id ?? "");
    expect([result.final_score, standings[0]?.score]).toEqual([score, score]);
    expect(plan).toMatchObject({ mode: "ghost_race", seed: before.setup.plan.seed });
    expect(socket.closed).toBeUndefined();
    socket.close();
  });
});
