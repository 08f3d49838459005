/** The limits of rooms. */
import { ROOM_LIMITS, type RoomLimits } from "../../app/.server/races/room/room.ts";
import type { Bindings } from "../env.ts";

/** Returns the limits; in development `RACE_LIMITS` may replace some of them, so that tests need not wait. */
export function limitsOf({ ENVIRONMENT, RACE_LIMITS }: Bindings): RoomLimits {
  if (ENVIRONMENT !== "development" || !RACE_LIMITS) return ROOM_LIMITS;
  return { ...ROOM_LIMITS, ...(JSON.parse(RACE_LIMITS) as Partial<RoomLimits>) };
}
