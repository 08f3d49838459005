/** Adds up the presses of a run. */
import type { Engine } from "../../../engine/engine.ts";
import { GamePresses } from "../../../engine/keystrokes/game-presses.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { Visitor } from "../../../engine/replay.ts";
import { KeystrokeCounter } from "../../practice/keystrokes/presses.ts";

/** Returns what adds up the presses of a run on `plan`. */
export const counterOf = (plan: Plan) =>
  new KeystrokeCounter(plan.language, (index) => plan.snippets[index]?.snippet_text ?? "");

/** Returns a visitor of `replayRun`, and the sums that it fills. */
export function countKeystrokes(engine: Engine, plan: Plan) {
  const presses = new GamePresses(engine, plan);
  const counter = counterOf(plan);
  const visit: Visitor = (state, events, key) => {
    const press = presses.visit(state, events, key);
    if (press) counter.add(press);
  };
  return { visit, sums: counter.sums };
}
