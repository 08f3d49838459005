/** Races over the built Worker, in real workerd. */
import { describe, expect, it } from "vitest";
import { signRaceTicket } from "../../app/.server/races/tickets.ts";
import type { GameResult } from "../../app/contracts/game.ts";
import { call, callForProblem, register, roundTrips, SECRET } from "../support/api.ts";
import { joinRace, newRace, startRace, storedRun } from "../support/race-clients.ts";
import { RaceSocket, ScriptedRacer } from "../support/racers.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

describe("two racers, from a link, and a third who watches", () => {
  it("race, and the result of each is the replay of their log", async () => {
    const account = await register(site);
    const made = await newRace(site, account.access_token);
    const guest = (await joinRace(site, made.code)).body;
    expect([made.role, guest.role]).toEqual(["racer", "racer"]);
    const [one, two] = [new RaceSocket(made), new RaceSocket(guest)];
    expect(await one.greeted()).toMatchObject({ role: "racer", you: 1, race: null });
    expect(await two.greeted()).toMatchObject({ role: "racer", you: 2, race: null });
    for (const socket of [one, two]) socket.send({ type: "ready", ready: true });
    const racers = [
      new ScriptedRacer(one, { wpm: 110 }),
      new ScriptedRacer(two, { wpm: 70, hands: 1 }),
    ];
    await Promise.all(racers.map((racer) => racer.started()));

    const late = (await joinRace(site, made.code)).body;
    expect(late.role).toBe("spectator");
    const three = new RaceSocket(late);
    const watched = await three.greeted();
    expect(watched).toMatchObject({ role: "spectator", you: null });
    expect(watched.race?.plan.snippets).toHaveLength(48);

    await Promise.all(racers.map((racer) => racer.type(3_000)));
    for (const racer of racers) racer.sendBatch(true);
    const finished = await Promise.all([one, two, three].map((each) => each.first("finished")));
    const { results } = await one.first("stored");
    const [own] = results;
    // In three seconds the slower one may be ahead: the first word of a run is worth hundreds of points.
    const places = finished[0]?.standings.map(({ place }) => place) ?? [];
    expect(places).toContain(1);
    expect(results).toEqual([
      { id: 1, place: places[0], result_id: expect.any(String), rating: null },
      { id: 2, place: places[1], result_id: null, rating: null },
    ]);
    expect(new Set(finished.map((message) => JSON.stringify(message))).size).toBe(1);
    expect(three.all("standings").length).toBeGreaterThan(1);

    const { result, plan, keys, score } = await storedRun(site, own?.result_id ?? "");
    expect(score).toBe(result.final_score);
    expect(result.final_score).toBe(finished[0]?.standings[0]?.score);
    expect(plan.mode).toBe("race");
    // Nothing was lost or moved on the way.
    expect(keys).toEqual(racers[0]?.keys.slice(0, keys.length));
    expect(keys.length).toBeGreaterThan(3);

    const claim = await two.first("claim");
    const newcomer = await register(site);
    const { type: _, ...json } = claim;
    const claimed = await call<{ result: GameResult }>(site, "/game/claim", {
      json,
      token: newcomer.access_token,
    });
    expect(claimed.status).toBe(201);
    expect(claimed.body.result.final_score).toBe(finished[0]?.standings[1]?.score);
  });
});

describe("a ticket", () => {
  const open = (code: string, ticket: string) => {
    const socket_url = `${site.origin.replace("http", "ws")}/api/races/${code}/socket`;
    return new RaceSocket({ socket_url, ticket }).ended();
  };

  it("opens the socket of its own room alone, while it holds, and only unaltered", async () => {
    const [mine, other] = [await newRace(site), await newRace(site)];
    const person = { id: crypto.randomUUID(), user_id: null, username: null, name: "Nobody" };
    const ticket = { code: mine.code, role: "racer" as const, person };
    const longAgo = new Date(Date.now() - 3_600_000);
    const forged = [
      other.ticket,
      `${mine.ticket.slice(0, -3)}abc`,
      await signRaceTicket(ticket, SECRET, longAgo),
      await signRaceTicket(ticket, "another secret that is long enough, but not ours", new Date()),
      (await call<{ ticket: string }>(site, "/game/guest", { json: { language: "PYTHON" } })).body
        .ticket,
      "",
      "x".repeat(3_000),
    ];
    for (const each of forged) {
      // The handshake is refused, so the socket never opens.
      expect((await open(mine.code, each)).code).toBe(1006);
    }
    const socket = await new RaceSocket(mine).opened();
    expect((await socket.greeted()).you).toBe(1);
    socket.close();
  });

  it("for watching does not type", async () => {
    const made = await newRace(site, undefined, { language: "PYTHON", seats: 2 });
    const joined = (await joinRace(site, made.code)).body;
    const racers = await startRace([made, joined]);
    const watcher = new RaceSocket((await joinRace(site, made.code)).body);
    expect((await watcher.greeted()).role).toBe("spectator");
    watcher.send({ type: "keys", seq: 1, keys: [], until: 0 });
    expect(await watcher.ended()).toEqual({ code: 4403, reason: "not_allowed" });
    for (const { socket } of racers) expect(socket.closed).toBeUndefined();
    for (const { socket } of racers) socket.close();
  });
});

describe("an account", () => {
  it("has one seat, and one socket: the newest", async () => {
    const { access_token } = await register(site);
    const made = await newRace(site, access_token);
    const again = (await joinRace(site, made.code, access_token)).body;
    expect(again).toMatchObject({ race_id: made.race_id, role: "racer" });
    const first = new RaceSocket(made);
    await first.greeted();
    const second = new RaceSocket(again);
    const welcome = await second.greeted();
    expect(welcome.room.racers).toHaveLength(1);
    expect(await first.ended()).toEqual({ code: 4000, reason: "replaced" });
    second.close();
  });

  it("that is switched off makes no race and joins none", async () => {
    const { access_token, user } = await register(site);
    const { code } = await newRace(site);
    await site.db
      .updateTable("users")
      .set({ is_active: false })
      .where("id", "=", user.id)
      .execute();
    const json = { language: "PYTHON" };
    expect((await call(site, "/races", { json, token: access_token })).status).toBe(401);
    expect((await joinRace(site, code, access_token)).status).toBe(401);
  });
});

describe("a guest", () => {
  it("has a name from the list, and keeps seat and name with the ticket", async () => {
    const made = await newRace(site);
    const socket = new RaceSocket(made);
    const { room } = await socket.greeted();
    expect(room.racers[0]).toMatchObject({ kind: "guest", username: null });
    expect(room.racers[0]?.name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    const back = (await joinRace(site, made.code, undefined, { ticket: made.ticket })).body;
    const again = new RaceSocket(back);
    expect((await again.greeted()).room.racers).toEqual([{ ...room.racers[0], connected: true }]);
    const stranger = (await joinRace(site, made.code)).body;
    const other = new RaceSocket(stranger);
    expect((await other.greeted()).room.racers).toHaveLength(2);
    for (const each of [again, other]) each.close();
  });
});

describe("a race over HTTP", () => {
  it("is shown with its plan unknown, and after its end with its results", async () => {
    const account = await register(site);
    const rival = await register(site);
    const made = await newRace(site, account.access_token);
    const before = await call(site, `/races/${made.code}`);
    expect(before.body).toMatchObject({ phase: "open", code: made.code, seats: 4 });
    expect(JSON.stringify(before.body)).not.toMatch(/snippet|seed|plan/);
    const racers = await startRace([
      made,
      (await joinRace(site, made.code, rival.access_token)).body,
    ]);
    expect((await joinRace(site, made.code)).body.role).toBe("spectator");
    await Promise.all(racers.map((racer) => racer.type(1_500)));
    for (const racer of racers) racer.sendBatch(true);
    const [first] = racers;
    const results = (await first?.socket.first("stored"))?.results;
    expect(results?.map(({ rating }) => (rating?.after ?? 0) - (rating?.before ?? 0))).toEqual([
      expect.any(Number),
      expect.any(Number),
    ]);
    const problem = await callForProblem(site, `/races/${made.code}/join`, { json: {} });
    expect([problem.status, problem.body.code]).toEqual([410, "race_over"]);
  });

  it("that is not there is a 404, and a code of another form is refused", async () => {
    for (const path of ["/races/ABCDEFGH", "/races/ABCDEFGH/join"]) {
      const json = path.endsWith("join") ? { json: {} } : {};
      expect((await callForProblem(site, path, json)).body.code).toBe("not_found");
    }
    expect((await callForProblem(site, "/races/abc")).status).toBe(422);
  });

  it("takes one round trip to make, one for an account to join, none for a guest", async () => {
    const { access_token } = await register(site);
    const json = { language: "PYTHON" };
    for (const token of [access_token, undefined]) {
      expect(roundTrips(await call(site, "/races", { json, token }))).toBe(1);
    }
    const { code } = await newRace(site);
    expect(roundTrips(await joinRace(site, code, access_token))).toBe(1);
    expect(roundTrips(await joinRace(site, code))).toBe(0);
    expect(roundTrips(await call(site, `/races/${code}`))).toBe(0);
    expect(roundTrips(await call(site, "/races/ABCDEFGH"))).toBe(1);
  });
});
