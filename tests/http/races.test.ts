/** Races over the built Worker, in real workerd. */
import { describe, expect, it } from "vitest";
import type { GameResult, Replay } from "../../app/contracts/game.ts";
import type { JoinedRace } from "../../app/contracts/race.ts";
import { engineOf } from "../../app/engine/index.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { call, register } from "../support/api.ts";
import { RaceSocket, ScriptedRacer } from "../support/racers.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

/** Makes a race that is joined by its link. */
async function newRace(token?: string, json: object = { language: "PYTHON" }): Promise<JoinedRace> {
  const { status, body } = await call<JoinedRace>(site, "/races", { json, token });
  expect(status).toBe(201);
  return body;
}

const joinRace = (code: string, token?: string, json: object = {}) =>
  call<JoinedRace>(site, `/races/${code}/join`, { json, token });

describe("two racers, from a link, and a third who watches", () => {
  it("race, and the result of each is the replay of their log", async () => {
    const account = await register(site);
    const made = await newRace(account.access_token);
    const guest = (await joinRace(made.code)).body;
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

    const late = (await joinRace(made.code)).body;
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
    expect(results).toEqual([
      { id: 1, place: 1, result_id: expect.any(String), rating: null },
      { id: 2, place: 2, result_id: null, rating: null },
    ]);
    expect(new Set(finished.map((message) => JSON.stringify(message))).size).toBe(1);
    expect(three.all("standings").length).toBeGreaterThan(5);

    const { body: result } = await call<GameResult>(site, `/game/result/${own?.result_id}`);
    const { body: replay } = await call<Replay>(site, `/game/result/${own?.result_id}/replay`);
    const engine = await engineOf(replay.engine_version);
    if (!engine) throw new Error("no engine");
    const { plan, key_sequence: keys, outcome, ended_at_ms: endedAt } = replay;
    const state = replayRun(engine, { plan, keys, outcome, endedAt });
    expect(engine.scoreOf(state).final_score).toBe(result.final_score);
    expect(result.final_score).toBe(finished[0]?.standings[0]?.score);
    expect(plan.mode).toBe("race");
    // Nothing was lost or moved on the way.
    expect(keys).toEqual(racers[0]?.keys.slice(0, keys.length));
    expect(keys.length).toBeGreaterThan(20);

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
