/** What the page knows of its race, and what each message of the server makes of it. Plain data: no clock, no socket. */
import type { ServedPlan } from "../../../contracts/game.ts";
import type { Highlight } from "../../../contracts/highlight.ts";
import type { CloseReason } from "../../../contracts/race-constants.ts";
import type {
  RaceResult,
  RaceRoom,
  ServerMessage,
  Standing,
} from "../../../contracts/race-protocol.ts";

type StandingChange = Extract<ServerMessage, { type: "standings" }>["racers"][number];
export type RaceEvent = NonNullable<StandingChange["events"]>[number];

/** The race once it has begun. */
export interface BegunRace {
  plan: ServedPlan;
  highlights: Highlight[];
  /** Its moment 0, on the clock of `performance.now()`. */
  startedAt: number;
}

/** What happened to a racer lately, for the panel to show. */
export interface RaceNews {
  /** From 1, so that the same thing twice is seen twice. */
  count: number;
  event: RaceEvent;
}

export interface RaceView {
  connection: "connecting" | "open" | "lost";
  /** Why there is no way back: the server closed the socket, or does not know this race or person. */
  ended: CloseReason | "not_found" | "signed_out" | null;
  /** What the server said when it did not let this page in, for now or for good. */
  refused: string | null;
  role: "racer" | "spectator";
  /** The racer's own number; null for a spectator. */
  you: number | null;
  /** Null until the server has greeted. */
  room: RaceRoom | null;
  /** When the race begins, on the clock of `performance.now()`; null before that is known. */
  startsAt: number | null;
  /** When ghosts are looked for, on the same clock; null where nobody waits for them. */
  ghostsAt: number | null;
  race: BegunRace | null;
  standings: readonly Standing[];
  /** The last thing that happened to each racer, by number. */
  news: Readonly<Record<number, RaceNews>>;
  /** What racers said last, by number. */
  phrases: Readonly<Record<number, { count: number; phrase: number }>>;
  /** Whether all runs have ended. */
  finished: boolean;
  results: readonly RaceResult[] | null;
  /** The code of the next race's room, once somebody has asked for it, and how often that was told. */
  rematch: { code: string; count: number } | null;
}

export const NO_RACE: RaceView = {
  connection: "connecting",
  ended: null,
  refused: null,
  role: "spectator",
  you: null,
  room: null,
  startsAt: null,
  ghostsAt: null,
  race: null,
  standings: [],
  news: {},
  phrases: {},
  finished: false,
  results: null,
  rematch: null,
};

/** A room as the server tells of it, with its countdown on this page's clock. */
const roomOf = (room: RaceRoom, now: number, latency: number) => ({
  room,
  startsAt: room.starts_in_ms === null ? null : now + Math.max(0, room.starts_in_ms - latency),
  ghostsAt: room.ghosts && now + Math.max(0, room.ghosts.in_ms - latency),
});

/** Adds changes to standings. A racer who is new comes with all fields. */
function withChanges(
  standings: readonly Standing[],
  changes: readonly StandingChange[],
): Standing[] {
  const next = standings.map((standing) => {
    const change = changes.find(({ id }) => id === standing.id);
    if (!change) return standing;
    const { events: _, ...fields } = change;
    return { ...standing, ...fields } as Standing;
  });
  const known = new Set(standings.map(({ id }) => id));
  for (const { events: _, ...fields } of changes) {
    if (!known.has(fields.id)) next.push(fields as Standing);
  }
  return next;
}

function newsOf(news: RaceView["news"], changes: readonly StandingChange[]): RaceView["news"] {
  const next = { ...news };
  for (const { id, events = [] } of changes) {
    // Of several at once the worst is worth a word.
    const event = events.find((each) => each === "arrival") ?? events.at(-1);
    if (event) next[id] = { count: (next[id]?.count ?? 0) + 1, event };
  }
  return next;
}

/**
 * Returns the view after a message.
 *
 * @param now on the clock of `performance.now()`
 * @param latency how long a message takes, in milliseconds
 */
export function afterMessage(
  view: RaceView,
  message: ServerMessage,
  now: number,
  latency: number,
): RaceView {
  switch (message.type) {
    case "welcome": {
      const { role, you, room, race, results } = message;
      return {
        ...view,
        connection: "open",
        ...{ ended: null, refused: null },
        ...{ role, you, results },
        ...roomOf(room, now, latency),
        // A race that is known keeps its clock: the keys have their times by it.
        race: race
          ? (view.race ?? {
              plan: race.plan,
              highlights: race.highlights,
              startedAt: now - race.elapsed_ms,
            })
          : null,
        standings: race?.standings ?? [],
        finished: room.phase === "finished",
      };
    }
    case "room":
      return { ...view, ...roomOf(message.room, now, latency) };
    case "start": {
      const { plan, highlights } = message;
      return { ...view, race: { plan, highlights, startedAt: now }, standings: [], news: {} };
    }
    case "standings":
      return {
        ...view,
        standings: withChanges(view.standings, message.racers),
        news: newsOf(view.news, message.racers),
      };
    case "finished":
      return { ...view, standings: message.standings, finished: true };
    case "stored":
      return { ...view, results: message.results };
    case "phrase": {
      const { id, phrase } = message;
      const count = (view.phrases[id]?.count ?? 0) + 1;
      return { ...view, phrases: { ...view.phrases, [id]: { count, phrase } } };
    }
    case "rematch":
      return {
        ...view,
        rematch: { code: message.code, count: (view.rematch?.count ?? 0) + 1 },
      };
    case "ack":
    case "claim":
    case "pong":
      return view;
  }
}
