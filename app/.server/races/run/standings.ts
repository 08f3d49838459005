/** Who is where in a race, and what has changed of it. */
import type {
  RACE_EVENTS,
  ServerMessage,
  SmallBug,
  Standing,
} from "../../../contracts/race-protocol.ts";
import type { Bug, GameEvent } from "../../../engine/state.ts";
import { standardWpm } from "../../../engine/typing-speed.ts";
import type { Run } from "./referee.ts";

type Change = Extract<ServerMessage, { type: "standings" }>["racers"][number];
type RaceEvent = (typeof RACE_EVENTS)[number];

/** Returns the place of each score: the highest is first, and equals share a place. */
export function placesOf(scores: readonly number[]): number[] {
  return scores.map((score) => 1 + scores.filter((other) => other > score).length);
}

/** Returns the standings of the racers, in the order of `runs`. */
export function standingsOf(runs: ReadonlyMap<number, Run>): Standing[] {
  const standings = [...runs].map(([id, { engine, state }]) => ({
    id,
    place: 0,
    score: engine.scoreOf(state).final_score,
    standard_wpm: Math.round(standardWpm(state.correct_keys, state.over?.at ?? state.now)),
    wave: state.wave,
    uptime: uptimeOf(state.integrity, engine.beginningOf(state.plan.difficulty).integrity),
    combo: state.combo,
    bugs: state.over ? [] : state.bugs.map(smallBug),
    target: state.target,
    outcome: state.over?.outcome ?? null,
    ended_at_ms: state.over?.at ?? null,
  }));
  const places = placesOf(standings.map(({ score }) => score));
  return standings.map((standing, i) => ({ ...standing, place: places[i] ?? 1 }));
}

const smallBug = ({ id, kind, lane, departed_at, arrives_at }: Bug): SmallBug => [
  id,
  kind,
  lane,
  departed_at,
  arrives_at,
];

const uptimeOf = (integrity: number, whole: number) => Math.ceil((100 * integrity) / whole);

function eventOf(event: GameEvent): RaceEvent | undefined {
  if (event.type === "arrival") return "arrival";
  if (event.type === "kill" && event.kind === "boss") return "boss";
  return event.type === "cleared" ? "wave" : undefined;
}

/** The most events of a racer in one message. */
const MAX_EVENTS = 8;

/** Returns and forgets what happened to a racer since the last call. */
export function takeEvents(run: Run): RaceEvent[] {
  const events = run.events.flatMap((event) => eventOf(event) ?? []);
  run.events = [];
  return events.slice(-MAX_EVENTS);
}

/** Compares values of a standing, of which only the list of bugs is not a plain one. */
const isSame = (a: unknown, b: unknown) =>
  a === b || (Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b));

/** Returns what differs from the standings that were sent last; nothing of a racer of whom nothing does. */
export function changesSince(
  sent: readonly Standing[],
  standings: readonly Standing[],
  eventsOf: (id: number) => RaceEvent[],
): Change[] {
  return standings.flatMap((standing) => {
    const before = sent.find(({ id }) => id === standing.id);
    const changed = Object.entries(standing).filter(
      ([field, value]) => !isSame(before?.[field as keyof Standing], value),
    );
    const events = eventsOf(standing.id);
    if (changed.length === 0 && events.length === 0) return [];
    return [
      { id: standing.id, ...Object.fromEntries(changed), ...(events.length > 0 && { events }) },
    ];
  });
}
