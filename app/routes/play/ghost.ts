/** The ghost of a race: the points that an earlier run had at any time. */
import type { Replay } from "../../contracts/game.ts";
import { scoreOf } from "../../engine/v1/score.ts";
import { start } from "../../engine/v1/state.ts";
import { advance, press } from "../../engine/v1/step.ts";

export class Ghost {
  #times: number[] = [0];
  #scores: number[] = [0];
  #next = 1;

  constructor({ plan, key_sequence, ended_at_ms }: Replay) {
    const state = start(plan);
    for (const [t, key] of key_sequence) {
      press(state, key, t);
      this.#addPoint(t, scoreOf(state).final_score);
    }
    if (!state.over) advance(state, ended_at_ms);
    this.#addPoint(ended_at_ms, scoreOf(state).final_score);
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

/** Loads the ghost of a result. Returns undefined when it cannot be loaded: the run goes on without it. */
export async function loadGhost(resultId: string): Promise<Ghost | undefined> {
  try {
    const response = await fetch(`/api/game/result/${resultId}/replay`);
    return response.ok ? new Ghost((await response.json()) as Replay) : undefined;
  } catch {
    return undefined;
  }
}
