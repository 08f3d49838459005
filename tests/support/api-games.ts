/** Games that are started and ended through the API. */
import { expect } from "vitest";
import type { EndedGame, EndRequest, StartedGame } from "../../app/contracts/game.ts";
import type { Habits } from "../../seed/player.ts";
import { type ApiResponse, call } from "./api.ts";
import { honestRun } from "./players.ts";
import type { Site } from "./site.ts";

export interface PlayedGame {
  game: StartedGame;
  /** The body of `POST /api/game/end`. */
  request: EndRequest;
  ended: EndedGame;
}

/** Starts a game through the API, which must answer 201. */
export async function startGameByApi(
  site: Site,
  token: string,
  json: unknown = { language: "PYTHON" },
): Promise<StartedGame> {
  const { status, body } = await call<StartedGame>(site, "/game/start", { token, json });
  expect(status).toBe(201);
  return body;
}

/** Sends a finished run through the API. */
export const endGameByApi = (
  site: Site,
  token: string,
  json: unknown,
): Promise<ApiResponse<EndedGame>> => call<EndedGame>(site, "/game/end", { token, json });

/** Plays a whole game through the API: starts it, types an honest run, and ends it. */
export async function playGameByApi(
  site: Site,
  token: string,
  habits: Habits,
  json?: unknown,
): Promise<PlayedGame> {
  const game = await startGameByApi(site, token, json);
  const request = await honestRun(site.db, game, habits);
  const { body } = await endGameByApi(site, token, request);
  return { game, request, ended: body };
}
