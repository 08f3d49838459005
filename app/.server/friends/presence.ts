/** Which friends are in a race. The rooms of races know; the list of friends comes from the database. */

/** Somebody who has a seat in a race and is there. */
export interface Presence {
  user_id: string;
  /** The code of the race if anybody may join it; null otherwise. */
  race: string | null;
}

/** Returns which of the accounts are in a race. Never fails: who is not known of is in none. */
export type FindPresence = (userIds: string[]) => Promise<Presence[]>;

/** What a list shows of somebody. */
export interface ShownPresence {
  in_race: boolean;
  race: string | null;
}

/** Returns what to show of an account. */
export function shownPresence(presence: readonly Presence[], userId: string): ShownPresence {
  const found = presence.find(({ user_id }) => user_id === userId);
  return { in_race: found !== undefined, race: found?.race ?? null };
}
