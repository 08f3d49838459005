/**
 * The Durable Object classes that the Worker exports, one line each. A class also needs a binding and a
 * migration in `wrangler.toml` (docs/decisions/0031-sockets.md).
 */
export { RaceLobbyObject } from "./races/lobby.ts";
export { RaceRoomObject } from "./races/room.ts";
