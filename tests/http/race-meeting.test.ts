/** How racers meet: quick races, open rooms, and rematches. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "../../app/.server/db/client.ts";
import { NO_BOARD_CACHE } from "../../app/.server/leaderboards/cache.ts";
import { storeRace } from "../../app/.server/races/results.ts";
import type { JoinedRace, Ratings } from "../../app/contracts/race.ts";
import type { RaceRoom } from "../../app/contracts/race-protocol.ts";
import { call, register, roundTrips } from "../support/api.ts";
import { createDatabase } from "../support/database.ts";
import { raceOf } from "../support/finished-race.ts";
import { callerOf } from "../support/players.ts";
import { joinRace, newRace, startRace } from "../support/race-clients.ts";
import { RaceSocket } from "../support/racers.ts";
import { type Site, startSite } from "../support/site.ts";

/** Short times, so that no test waits for the usual ones; a seat is kept for longer than a socket takes to open. */
const SEAT_MS = 5_000;
const RACE_LIMITS = JSON.stringify({ gather_ms: 400, countdown_ms: 200, seat_ms: SEAT_MS });

let running: Awaited<ReturnType<typeof startSite>>;
let database: Awaited<ReturnType<typeof createDatabase>>;
let connection: Connection;
let site: Site;
beforeAll(async () => {
  database = await createDatabase();
  connection = connect(database.url, 4);
  running = await startSite(database.url, database.url, { vars: { RACE_LIMITS } });
  site = { ...running, ...database, databaseUrl: database.url, db: connection.db };
});
afterAll(async () => {
  await running.close();
  await connection.close();
  await database.drop();
});

const quickRace = async (json: object, token?: string) => {
  const { status, body, headers } = await call<JoinedRace>(site, "/races/quick", { json, token });
  expect(status).toBe(200);
  return { ...body, trips: roundTrips({ headers }) };
};
const openRaces = async () =>
  (await call<{ items: RaceRoom[] }>(site, "/races")).body.items.map(({ code }) => code);

describe("a quick race", () => {
  it("brings together who asks for the same, and begins by itself", async () => {
    const { access_token } = await register(site);
    const first = await quickRace({ language: "REACT" }, access_token);
    const one = new RaceSocket(first);
    await one.greeted();
    await expect.poll(openRaces).toEqual([first.code]);
    const other = await quickRace({ language: "PYTHON" });
    expect(other.code).not.toBe(first.code);
    const second = await quickRace({ language: "REACT" });
    expect([second.code, second.role, second.trips]).toEqual([first.code, "racer", 1]);
    const two = new RaceSocket(second);
    await two.greeted();
    for (const socket of [one, two]) {
      expect((await socket.first("start")).plan).toMatchObject({ language: "REACT", mode: "race" });
    }
    await expect.poll(openRaces).not.toContain(first.code);
    const third = await quickRace({ language: "REACT" });
    expect(third.code).not.toBe(first.code);
    for (const socket of [one, two]) socket.close();
  });

  it("passes over a room that nobody is in any more", async () => {
    const gone = await quickRace({ language: "TYPESCRIPT" });
    const socket = new RaceSocket(gone);
    await socket.greeted();
    await expect.poll(openRaces).toContain(gone.code);
    socket.close();
    // At once, not when its seat is given up.
    await expect.poll(openRaces, { timeout: SEAT_MS - 1_000 }).not.toContain(gone.code);
    expect((await quickRace({ language: "TYPESCRIPT" })).code).not.toBe(gone.code);
    // Its seat is given up, so the room is deleted.
    await expect
      .poll(async () => (await call(site, `/races/${gone.code}`)).status, {
        timeout: SEAT_MS + 10_000,
      })
      .toBe(404);
  });
});

describe("the open races", () => {
  it("are public ones: a race that is joined by its link is on no list", async () => {
    const json = { language: "JAVASCRIPT", visibility: "public", seats: 2 };
    const open = await newRace(site, undefined, json);
    const hidden = await newRace(site, undefined, { language: "JAVASCRIPT" });
    const sockets = [new RaceSocket(open), new RaceSocket(hidden)];
    for (const socket of sockets) await socket.greeted();
    await expect.poll(openRaces).toContain(open.code);
    expect(await openRaces()).not.toContain(hidden.code);
    for (const socket of sockets) socket.close();
  });
});

describe("a rematch", () => {
  it("is another room for the same people, with another plan", async () => {
    const account = await register(site);
    const made = await newRace(site, account.access_token);
    const racers = await startRace([made, (await joinRace(site, made.code)).body]);
    for (const racer of racers) racer.sendBatch(true);
    const [one, two] = racers.map(({ socket }) => socket) as [RaceSocket, RaceSocket];
    await one.first("stored");
    one.send({ type: "rematch" });
    two.send({ type: "rematch" });
    const [to, also] = [await one.first("rematch"), await two.first("rematch")];
    expect(also.code).toBe(to.code);
    expect(to.code).not.toBe(made.code);
    const socket_url = made.socket_url.replace(made.code, to.code);
    const again = [to, also].map(({ ticket }) => new RaceSocket({ socket_url, ticket }));
    for (const socket of again) await socket.greeted();
    const { room } = again[1]?.all("welcome")[0] ?? {};
    expect(room?.racers.map(({ kind, name }) => [kind, name])).toEqual(
      two.all("welcome")[0]?.room.racers.map(({ kind, name }) => [kind, name]),
    );
    for (const socket of again) socket.send({ type: "ready", ready: true });
    const [first] = again as [RaceSocket];
    const { plan } = await first.first("start");
    expect(plan.seed).not.toBe((await one.first("start")).plan.seed);
    for (const socket of [one, two, ...again]) socket.close();
  });

  it("is made again when everybody has left the one that was made", async () => {
    const made = await newRace(site);
    const racers = await startRace([made, (await joinRace(site, made.code)).body]);
    for (const racer of racers) racer.sendBatch(true);
    const [one, two] = racers.map(({ socket }) => socket) as [RaceSocket, RaceSocket];
    await one.first("stored");
    one.send({ type: "rematch" });
    const { code } = await one.first("rematch");
    // Nobody opens a socket there, so its seats and then the room go.
    await expect
      .poll(async () => (await call(site, `/races/${code}`)).status, { timeout: SEAT_MS + 10_000 })
      .toBe(404);
    two.send({ type: "rematch" });
    const next = await two.until(
      () => two.all("rematch").find((message) => message.code !== code),
      "another room",
    );
    expect((await call(site, `/races/${next.code}`)).status).toBe(200);
    for (const socket of [one, two]) socket.close();
  });
});

describe("the ratings of a language", () => {
  it("are a board of those who raced with others", async () => {
    const accounts = [await register(site), await register(site)];
    // A race of a minute: shorter ones count for no rating.
    const { room } = await raceOf(site.db, accounts.map(callerOf));
    await storeRace(site.db, room, NO_BOARD_CACHE);
    const { body } = await call<Ratings>(site, "/races/ratings?language=PYTHON");
    expect(body.items.map(({ races }) => races)).toEqual([1, 1]);
    expect(new Set(body.items.map(({ user }) => user.username))).toEqual(
      new Set(accounts.map(({ user }) => user.username)),
    );
    expect((await call(site, "/races/ratings?language=COBOL")).status).toBe(422);
  });
});
