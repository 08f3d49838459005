/** A race goes on when its object is evicted, workerd is killed, a racer's line is cut, or PostgreSQL is away. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTestHarness } from "wrangler";
import { type Connection, connect } from "../../app/.server/db/client.ts";
import type { KeyPress } from "../../app/engine/replay.ts";
import { register } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { joinRace, newRace, startRace, storedRun } from "../support/race-clients.ts";
import { RaceSocket, type ScriptedRacer } from "../support/racers.ts";
import type { Site } from "../support/site.ts";
import { bindDatabase, startSite } from "../support/site.ts";
import { startStoppablePostgres } from "../support/stoppable-postgres.ts";

/** The keys that the log must have: the first ones that the player pressed, each once. */
const expectTyped = (keys: readonly KeyPress[], racer: ScriptedRacer | undefined) =>
  expect(keys).toEqual(racer?.keys.slice(0, keys.length));

async function newDatabase() {
  const database = await createDatabase();
  const connection = connect(database.url, 4);
  onTestFinished(async () => {
    await connection.close();
    await database.drop();
  });
  return { ...database, db: connection.db };
}

/** Two accounts in a race that has begun. */
async function twoAccounts(origin: string, db: Connection["db"]) {
  const site = { origin, db } as Site;
  const [a, b] = [await register(site), await register(site)];
  const made = await newRace(site, a.access_token);
  const { body: joined } = await joinRace(site, made.code, b.access_token);
  return startRace([made, joined]);
}

const countOf = async (db: Connection["db"], table: "game_results" | "races" | "race_players") =>
  (await db.selectFrom(table).selectAll().execute()).length;

/** Waits for the results, and expects each log to be what was typed, and the score to be its replay. */
async function expectResults(origin: string, db: Connection["db"], racers: ScriptedRacer[]) {
  const [first] = racers;
  const stored = await first?.socket.first("stored");
  expect(stored?.results).toHaveLength(racers.length);
  for (const [i, { result_id, rating }] of (stored?.results ?? []).entries()) {
    const { result, keys, score } = await storedRun({ origin }, result_id ?? "");
    expect(result.final_score).toBe(score);
    expectTyped(keys, racers[i]);
    expect(keys.length).toBeGreaterThan(3);
    // A few seconds count for no rating.
    expect(rating).toBeNull();
  }
  expect(await countOf(db, "game_results")).toBe(racers.length);
  expect(await countOf(db, "races")).toBe(1);
  expect(await countOf(db, "race_players")).toBe(racers.length);
}

const quit = (racers: readonly ScriptedRacer[]) => {
  for (const racer of racers) racer.sendBatch(true);
};

/** Returns the ids of the workerd processes of this process. */
function workerdProcesses(): number[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  return list
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, name]) => Number(parent) === process.pid && name?.startsWith("workerd"))
    .map(([pid]) => Number(pid));
}

/** Comes back with the ticket of the welcome, and goes on from what the server has. */
async function comeBack(racer: ScriptedRacer, origin: string): Promise<void> {
  const { resume: ticket, room } = await racer.socket.first("welcome");
  const socket_url = `${origin.replace("http", "ws")}/api/races/${room.code}/socket`;
  const socket = new RaceSocket({ socket_url, ticket });
  const { race } = await socket.greeted();
  if (!race?.own) throw new Error("the race is not there");
  racer.resume(socket, race.own as { seq: number; keys: KeyPress[] });
}

describe("a race", () => {
  it("goes on when its object is evicted in the middle", async () => {
    const { url, db } = await newDatabase();
    bindDatabase(url);
    const harness = createTestHarness({
      workers: [{ configPath: "wrangler.toml", prebuiltWorkerDir: "dist/worker" }],
    });
    onTestFinished(() => harness.close());
    const { origin } = (await harness.listen()).url;
    const racers = await twoAccounts(origin, db);
    const { room } = await (racers[0] as ScriptedRacer).socket.first("welcome");
    await Promise.all(racers.map((racer) => racer.type(1_500)));
    await wait(400);
    await harness
      .getWorker()
      .evictDurableObject("RaceRoomObject", { name: room.code, webSockets: "hibernate" });
    await Promise.all(racers.map((racer) => racer.type(1_500)));
    quit(racers);
    await expectResults(origin, db, racers);
    for (const { socket } of racers) expect(socket.closed).toBeUndefined();
  });

  it("goes on when workerd is killed in the middle: every acknowledged key counts once", async () => {
    const { url, db } = await newDatabase();
    const storage = await mkdtemp(join(tmpdir(), "pro-dev-rooms-"));
    onTestFinished(() => rm(storage, { recursive: true }));
    const others = new Set(workerdProcesses());
    const before = await startSite(url, url, { storage });
    const racers = await twoAccounts(before.origin, db);
    await Promise.all(racers.map((racer) => racer.type(2_000)));
    for (const pid of workerdProcesses().filter((pid) => !others.has(pid))) {
      process.kill(pid, "SIGKILL");
    }
    await Promise.all(racers.map(({ socket }) => socket.ended()));
    const acknowledged = racers.map(({ socket }) => socket.all("ack").at(-1)?.seq ?? 0);
    await before.close();
    const after = await startSite(url, url, { storage });
    onTestFinished(() => after.close());
    await Promise.all(racers.map((racer) => comeBack(racer, after.origin)));
    for (const [i, { seq }] of racers.entries()) {
      expect(seq).toBeGreaterThanOrEqual(acknowledged[i] ?? 0);
      expect(seq).toBeGreaterThan(5);
    }
    await Promise.all(racers.map((racer) => racer.type(1_000)));
    quit(racers);
    const [first] = racers;
    await first?.socket.first("stored");
    for (const [i, { result_id }] of (first?.socket.all("stored")[0]?.results ?? []).entries()) {
      const { result, keys, score } = await storedRun(after, result_id ?? "");
      expect(result.final_score).toBe(score);
      expect(keys.map(([, key]) => key)).toEqual(
        racers[i]?.keys.slice(0, keys.length).map(([, key]) => key),
      );
    }
    expect(await countOf(db, "game_results")).toBe(2);
    expect(await countOf(db, "races")).toBe(1);
  });

  it("goes on when a racer's line is cut for five seconds: what was typed meanwhile counts", async () => {
    const { url, db } = await newDatabase();
    const site = await startSite(url);
    onTestFinished(() => site.close());
    const racers = await twoAccounts(site.origin, db);
    const [one, two] = racers as [ScriptedRacer, ScriptedRacer];
    await Promise.all(racers.map((racer) => racer.type(1_000)));
    const gone = one.socket;
    gone.close();
    await two.type(5_000);
    expect(two.socket.all("room").at(-1)?.room.racers[0]?.connected).toBe(false);
    await comeBack(one, site.origin);
    await Promise.all(racers.map((racer) => racer.type(1_000)));
    quit(racers);
    await expectResults(site.origin, db, racers);
  });

  it("is stored once when PostgreSQL comes back", async () => {
    const server = await startStoppablePostgres();
    const site = await startSite(server.siteUrl);
    onTestFinished(async () => {
      await site.close();
      await server.remove();
    });
    const connection = connect(server.url, 4);
    const racers = await twoAccounts(site.origin, connection.db);
    await connection.close();
    await Promise.all(racers.map((racer) => racer.type(3_000)));
    await server.takeDown("stopped");
    quit(racers);
    const [first] = racers as [ScriptedRacer];
    await first.socket.first("finished");
    await wait(3_000);
    expect(first.socket.all("stored")).toEqual([]);
    const { db, close } = connect(server.url, 4);
    onTestFinished(close);
    await server.bringBack("stopped");
    await first.socket.first("stored", 10_000);
    await expectResults(site.origin, db, racers);
  });
});
