/**
 * The field as the game mounts it, with its sound and its keyboard, but with as many
 * bugs as a bench asks for. Tells the bench what is to be typed next, through a
 * worker: any other way costs the page's main thread more than a key does.
 */

import { createRoot } from "react-dom/client";
import type { Highlight } from "../../../app/contracts/highlight.ts";
import type { Controls } from "../../../app/contracts/settings.ts";
import type { Plan } from "../../../app/engine/plan.ts";
import { balanceOf } from "../../../app/engine/v1/balance.ts";
import { engine } from "../../../app/engine/v1/index.ts";
import { spawn } from "../../../app/engine/v1/spawn.ts";
import type { FullState } from "../../../app/engine/v1/state.ts";
import type { RunController } from "../../../app/routes/play/run-controller.ts";
import { startRun, switchesFor } from "../../../app/routes/play/run-controller.ts";
import { FieldFrame } from "../../../app/ui/field/field-frame.tsx";
import { ARRIVALS, DUE } from "./postman.ts";
import { ARRIVAL } from "./trace.ts";
import "./page.css";

declare global {
  interface Window {
    bench(plan: Plan, highlights: Highlight[], bugs: number): void;
  }
}

const controls: Controls = { target_key: "Tab", restart_key: "none" };
/** Every so many bugs one is in a hurry, so that some arrive. */
const HASTY_EVERY = 6;
const HASTE = 9_000;

const board = new Int32Array(new SharedArrayBuffer(8));
new Worker(new URL("./postman.ts", import.meta.url), { type: "module" }).postMessage(board);

/** Keeps `bugs` on the field, production alive, and the bench informed, after each drawing. */
function supply({ run, renderer }: RunController, frame: HTMLElement, bugs: number): void {
  const state = run.state as FullState;
  const draw = renderer.draw.bind(renderer);
  const field = frame.querySelector<HTMLElement>("[data-part=field]");
  renderer.draw = (_, events) => {
    const all = [...events];
    while (state.bugs.length < bugs) {
      spawn(state, state.now, all);
      const bug = state.bugs.at(-1);
      if (bug && bug.id % HASTY_EVERY === 0) bug.arrives_at = bug.spawned_at + HASTE;
    }
    state.next_spawn_at = null;
    state.integrity = balanceOf(state.plan.difficulty).integrity;
    draw(state, all);
    if (all.some(({ type }) => type === "arrival")) {
      Atomics.add(board, ARRIVALS, 1);
      performance.mark(ARRIVAL);
    }
    const due = field?.dataset.nextKey ?? "";
    const code = due === "Enter" ? 10 : due.charCodeAt(0) || 0;
    Atomics.store(board, DUE, code);
  };
  run.wake();
}

window.bench = (plan, highlights, bugs) => {
  const holder = document.getElementById("bench");
  if (!holder) return;
  const begin = (frame: HTMLElement | null) => {
    if (!frame) return;
    const playing = startRun(frame, {
      engine,
      plan,
      highlights,
      input: document.querySelector("input"),
      controls,
      volume: 50,
      switches: switchesFor({
        sound_enabled: true,
        sound_volume: 50,
        controls,
      }),
      onProgress: () => {},
      onWave: () => {},
      onOver: () => {},
      onRestart: () => {},
    });
    supply(playing, frame, bugs);
  };
  createRoot(holder).render(
    <FieldFrame ref={begin} language={plan.language} difficulty={plan.difficulty} />,
  );
};
