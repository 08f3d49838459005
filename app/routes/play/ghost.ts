/** The run that is raced: how many points it had at any time. */
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
      if (key !== undefined) this.#note(state.now, engine.scoreOf(state).final_score);
    });
    this.#note(replay.ended_at_ms, engine.scoreOf(state).final_score);
  }

  #note(t: number, score: number): void {
    if (score === this.#scores.at(-1)) return;
    this.#times.push(t);
    this.#scores.push(score);
  }

  /** @param t never earlier than when it was asked before */
  scoreAt(t: number): number {
    while ((this.#times[this.#next] ?? Number.POSITIVE_INFINITY) <= t) this.#next += 1;
    return this.#scores[this.#next - 1] ?? 0;
  }
}

/**
 * Fetches a ghost and replays it by the rules that it was played by. Nobody waits for it: a ghost that
 * cannot be had is a run without one.
 */
export async function summonGhost(resultId: string): Promise<Ghost | undefined> {
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
