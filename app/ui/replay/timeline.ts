/** A run as a timeline: its state at any time, and its marks. */
import type { Replay } from "../../contracts/game.ts";
import { type GameEvent, type State, start } from "../../engine/v1/state.ts";
import { advance, press, quit } from "../../engine/v1/step.ts";

/**
 * Advances `state` to `t`, with the keys from number `from` on.
 *
 * @returns the number of the first key that is still to come
 */
export function proceed(
  replay: Replay,
  state: State,
  from: number,
  t: number,
  events: GameEvent[],
): number {
  const { key_sequence: keys, outcome, ended_at_ms: end } = replay;
  let next = from;
  for (let entry = keys[next]; entry && entry[0] <= t; entry = keys[next]) {
    press(state, entry[1], entry[0], events);
    next += 1;
  }
  if (t >= end && outcome === "quit") quit(state, end, events);
  else advance(state, Math.min(t, end), events);
  return next;
}

export interface TimelineFrame {
  state: State;
  /** The number of the first key that is still to come. */
  next: number;
  /** All events until then. */
  events: GameEvent[];
}

/** Returns the run at `t`, computed from its start: ten minutes take less than a frame. */
export function frameAt(replay: Replay, t: number): TimelineFrame {
  const state = start(replay.plan);
  const events: GameEvent[] = [];
  return { state, next: proceed(replay, state, 0, t, events), events };
}

export interface Mark {
  at: number;
  kind: "wave" | "boss" | "hit";
}

/** Returns the marks of a run: its waves, and the hits on production. */
export function marksOf(replay: Replay): Mark[] {
  return frameAt(replay, replay.ended_at_ms).events.flatMap((event): Mark[] => {
    if (event.type === "wave") return [{ at: event.at, kind: event.boss ? "boss" : "wave" }];
    return event.type === "arrival" ? [{ at: event.at, kind: "hit" }] : [];
  });
}
