/** The run that is raced: how many points it had at any time. */
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
      this.#note(t, scoreOf(state).final_score);
    }
    if (!state.over) advance(state, ended_at_ms);
    this.#note(ended_at_ms, scoreOf(state).final_score);
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

/** Nobody waits for it: a ghost that cannot be had is a run without one. */
export async function loadGhost(resultId: string): Promise<Ghost | undefined> {
  try {
    const response = await fetch(`/api/game/result/${resultId}/replay`);
    return response.ok ? new Ghost((await response.json()) as Replay) : undefined;
  } catch {
    return undefined;
  }
}
