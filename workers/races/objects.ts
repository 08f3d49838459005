/** The Durable Objects of races, as the domain calls them. */
import { LOBBY, type LobbyCalls } from "../../app/.server/races/lobby.ts";
import type { Rooms } from "../../app/.server/races/service.ts";
import type { Bindings } from "../env.ts";

/** Returns the rooms of this Worker, by their codes. */
export const roomsOf =
  ({ RACE_ROOMS }: Bindings): Rooms =>
  (code) => {
    const room = RACE_ROOMS.getByName(code);
    return {
      create: (setup) => room.create(setup),
      join: (person) => room.join(person),
      view: () => room.view(),
      mayInvite: (userId) => room.mayInvite(userId),
    };
  };

export const lobbyOf = ({ RACE_LOBBY }: Bindings): LobbyCalls => RACE_LOBBY.getByName(LOBBY);

/** Returns a number from 0 to below 1. */
export const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
