/** A run as a timeline: its state at any time, and its marks. */
import type { Replay } from "../../contracts/game.ts";
import type { Engine } from "../../engine/engine.ts";
import { type Position, type RecordedRun, replayTo } from "../../engine/replay.ts";
import type { GameEvent } from "../../engine/state.ts";

/** Returns the recorded run that `replay` carries. */
export const runOf = ({
  plan,
  key_sequence,
  outcome,
  ended_at_ms,
}: Pick<Replay, "plan" | "key_sequence" | "outcome" | "ended_at_ms">): RecordedRun => ({
  plan,
  keys: key_sequence,
  outcome,
  endedAt: ended_at_ms,
});

/** Replays `run` from `position` on until `t`. Returns what happened on the way. */
export function proceed(
  engine: Engine,
  run: RecordedRun,
  position: Position,
  t: number,
): GameEvent[] {
  const events: GameEvent[] = [];
  replayTo(engine, run, position, t, (_, some) => events.push(...some));
  return events;
}

export interface TimelineFrame extends Position {
  /** All events until then. */
  events: GameEvent[];
}

/** Returns the run at `t`, from its start. Ten minutes take less than a frame, so no state is stored for seeking. */
export function frameAt(engine: Engine, run: RecordedRun, t: number): TimelineFrame {
  const position = { state: engine.start(run.plan), next: 0 };
  const events = proceed(engine, run, position, t);
  return { ...position, events };
}

export interface Mark {
  at: number;
  kind: "wave" | "boss" | "hit";
}

/** Returns the marks of a run: its waves, and the hits on production. */
export function marksOf(engine: Engine, run: RecordedRun): Mark[] {
  return frameAt(engine, run, run.endedAt).events.flatMap((event): Mark[] => {
    if (event.type === "wave") return [{ at: event.at, kind: event.boss ? "boss" : "wave" }];
    return event.type === "arrival" ? [{ at: event.at, kind: "hit" }] : [];
  });
}
