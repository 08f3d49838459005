/** Races over HTTP: making and joining them, and racers who are ready. */
import type { GameResult, Replay } from "../../app/contracts/game.ts";
import type { JoinedRace } from "../../app/contracts/race.ts";
import { engineOf } from "../../app/engine/index.ts";
import { replayRun } from "../../app/engine/replay.ts";
import { type ApiResponse, call } from "./api.ts";
import { RaceSocket, ScriptedRacer } from "./racers.ts";

interface Place {
  origin: string;
}

/** Makes a race that is joined by its link. */
export async function newRace(
  site: Place,
  token?: string,
  json: object = { language: "PYTHON" },
): Promise<JoinedRace> {
  const { status, body } = await call<JoinedRace>(site, "/races", { json, token });
  if (status !== 201) throw new Error(`race: ${status} ${JSON.stringify(body)}`);
  return body;
}

export const joinRace = (
  site: Place,
  code: string,
  token?: string,
  json: object = {},
): Promise<ApiResponse<JoinedRace>> =>
  call<JoinedRace>(site, `/races/${code}/join`, { json, token });

/** Opens the sockets of racers, and returns them when the race has begun. */
export async function startRace(joined: readonly JoinedRace[]): Promise<ScriptedRacer[]> {
  const racers = joined.map(
    (each, i) => new ScriptedRacer(new RaceSocket(each), { wpm: 100 - 20 * i, hands: i }),
  );
  for (const { socket } of racers) await socket.greeted();
  for (const { socket } of racers) socket.send({ type: "ready", ready: true });
  await Promise.all(racers.map((racer) => racer.started()));
  return racers;
}

/** Returns a stored result, its log, and the score that the log gives. */
export async function storedRun(site: Place, resultId: string) {
  const { body: result } = await call<GameResult>(site, `/game/result/${resultId}`);
  const { body: replay } = await call<Replay>(site, `/game/result/${resultId}/replay`);
  const { plan, key_sequence: keys, outcome, ended_at_ms: endedAt } = replay;
  const engine = await engineOf(replay.engine_version);
  if (!engine) throw new Error("no engine");
  const state = replayRun(engine, { plan, keys, outcome, endedAt });
  return { result, plan, keys, score: engine.scoreOf(state).final_score };
}
