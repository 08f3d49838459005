/** Who is in a race, as the lobby has heard it from the rooms. */
import type { FindPresence, Presence } from "../friends/presence.ts";
import { type Announced, isListed, type LobbyCalls } from "./lobby.ts";

/** How long a page waits for the lobby, which only adds to it. */
const PRESENCE_WAIT_MS = 1_000;

/** Returns who of the accounts is in one of the rooms. Of the rooms of an account one that anybody may join counts first. */
export function presentIn(rooms: readonly Announced[], userIds: readonly string[]): Presence[] {
  const wanted = new Set(userIds);
  const found = new Map<string, string | null>();
  for (const announced of rooms) {
    const race = isListed(announced) ? announced.room.code : null;
    for (const id of announced.user_ids) {
      if (wanted.has(id)) found.set(id, found.get(id) ?? race);
    }
  }
  return [...found].map(([user_id, race]) => ({ user_id, race }));
}

/** Returns the function that asks the lobby. Without an answer, or after `waitMs`, nobody is in a race. */
export const presenceIn =
  (lobby: Pick<LobbyCalls, "presence">, waitMs = PRESENCE_WAIT_MS): FindPresence =>
  async (userIds) => {
    if (userIds.length === 0) return [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const none = new Promise<Presence[]>((resolve) => {
      timer = setTimeout(resolve, waitMs, []);
    });
    try {
      return await Promise.race([lobby.presence(userIds), none]);
    } catch {
      return [];
    } finally {
      clearTimeout(timer);
    }
  };
