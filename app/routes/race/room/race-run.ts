/** The run of a racer: as any other, but the server may have put it elsewhere, and then it goes on from there. */
import type { KeyPress } from "../../../engine/replay.ts";
import type { GameEvent } from "../../../engine/state.ts";
import { Run } from "../../shared/run/run.ts";

export class RaceRun extends Run {
  /** Sets moment 0 of the run, on the clock of `performance.now()`. */
  set startedAt(moment: number) {
    this.origin = moment;
  }

  /** Puts the run where `keys` lead it, as of now. Returns all events since the start. */
  restore(keys: readonly KeyPress[]): GameEvent[] {
    const { engine } = this;
    const events: GameEvent[] = [];
    const state = engine.start(this.state.plan);
    const counted = keys.filter(([t, key]) => {
      engine.advance(state, t, events);
      if (state.over) return false;
      engine.press(state, key, t, events);
      return true;
    });
    this.state = state;
    this.keys.splice(0, this.keys.length, ...counted);
    engine.advance(state, this.now(), events);
    this.schedule();
    return events;
  }
}
