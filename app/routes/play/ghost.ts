/** The ghost of a race: the points that an earlier run had at any time. */
import type { Replay } from "../../contracts/game.ts";
import type { Engine } from "../../engine/engine.ts";
import { engineOf } from "../../engine/index.ts";
import { replayRun } from "../../engine/replay.ts";
import { runOf } from "../../ui/replay/timeline.ts";

export class Ghost {
  #times: number[] = [0];
  #scores: number[] = [0];
  #next = 1;

  constructor(engine: Engine, replay: Replay) {
    const state = replayRun(engine, runOf(replay), (state, _, key) => {
      if (key !== undefined) this.#addPoint(state.now, engine.scoreOf(state).final_score);
    });
    this.#addPoint(replay.ended_at_ms, engine.scoreOf(state).final_score);
  }

  #addPoint(t: number, score: number): void {
    if (score === this.#scores.at(-1)) return;
    this.#times.push(t);
    this.#scores.push(score);
  }

  /**
   * Returns the points at `t`.
   *
   * @param t never earlier than in the call before
   */
  scoreAt(t: number): number {
    while ((this.#times[this.#next] ?? Number.POSITIVE_INFINITY) <= t) this.#next += 1;
    return this.#scores[this.#next - 1] ?? 0;
  }
}

/**
 * Loads the ghost of a result and replays it under its own rules. Returns undefined when it cannot be loaded:
 * the run goes on without it.
 */
export async function loadGhost(resultId: string): Promise<Ghost | undefined> {
  try {
    const response = await fetch(`/api/game/result/${resultId}/replay`);
    if (!response.ok) return undefined;
    const replay: Replay = await response.json();
    const engine = await engineOf(replay.engine_version);
    return engine && new Ghost(engine, replay);
  } catch {
    return undefined;
  }
}
