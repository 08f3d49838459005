/** What a room waits for, in words. */
import type { RaceView } from "./race-view.ts";

/** Whether somebody who found neither people nor ghosts may play alone. */
export const mayPlayAlone = ({ room, you }: RaceView): boolean =>
  you !== null && room?.phase === "open" && (room.ghosts?.misses ?? 0) > 0;

/** Returns when a room by link begins. The text is read aloud, so it does not change each second while that is far. */
function readyText({ room, you }: RaceView, seconds: number): string {
  const when = `It begins within ${seconds > 10 ? Math.ceil(seconds / 10) * 10 : seconds} s`;
  const own = room?.racers.find(({ id }) => id === you);
  return own && !own.ready
    ? `${when}. Be ready by then, or you watch.`
    : `${when}, with whoever is ready.`;
}

/**
 * Returns what a room waits for.
 *
 * @param seconds until the race begins; undefined before that is known
 * @param ghostsIn seconds until ghosts are looked for
 */
export function waitText(
  view: RaceView,
  seconds: number | undefined,
  ghostsIn: number | undefined,
): string {
  const { room } = view;
  if (!room) return "";
  const isLink = room.visibility === "link";
  if (room.phase === "open" && isLink && seconds !== undefined) return readyText(view, seconds);
  if (room.phase !== "open" || seconds !== undefined) return `It begins in ${seconds ?? 0} s.`;
  const here = room.racers.filter(({ connected }) => connected).length;
  if (here > 1) return "It begins when everybody is ready, or half a minute after two are.";
  if (isLink) {
    return view.you === null && room.racers.length < room.seats
      ? "It takes two, and there is a free seat."
      : "It takes two. Send the link to somebody.";
  }
  if (room.ghosts?.misses) {
    return `No ghost was found here yet. The room stays on the list: wait for people${mayPlayAlone(view) ? ", send the link to somebody, or play alone, unranked" : ", or send the link to somebody"}.`;
  }
  return `Looking for others. In ${ghostsIn ?? 0} s it looks for ghosts: runs of people who were here before.`;
}
