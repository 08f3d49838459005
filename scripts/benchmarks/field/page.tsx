/**
 * Mounts the field as the game does, with sound and keyboard, but with as many bugs as the benchmark asks for.
 * Sends the next key to the benchmark through a worker, because any other way costs the page's main thread more
 * than a key does.
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
import { ARRIVALS, NEXT_KEY } from "./message-relay.ts";
import { ARRIVAL } from "./trace.ts";
import "./page.css";

declare global {
  interface Window {
    bench(plan: Plan, highlights: Highlight[], bugs: number): void;
  }
}

const controls: Controls = { target_key: "Tab", restart_key: "none" };
/** Every sixth bug is fast, so that some bugs arrive. */
const FAST_EVERY = 6;
const FAST_BUG_MS = 9_000;

const sharedMemory = new Int32Array(new SharedArrayBuffer(8));
const relay = new Worker(new URL("./message-relay.ts", import.meta.url), { type: "module" });
relay.postMessage(sharedMemory);

/** After each drawing: fills the field up to `bugs`, restores integrity, and sends the next key to the benchmark. */
function keepRunning({ run, renderer }: RunController, frame: HTMLElement, bugs: number): void {
  const state = run.state as FullState;
  const draw = renderer.draw.bind(renderer);
  const field = frame.querySelector<HTMLElement>("[data-part=field]");
  renderer.draw = (_, events) => {
    const all = [...events];
    while (state.bugs.length < bugs) {
      spawn(state, state.now, all);
      const bug = state.bugs.at(-1);
      if (bug && bug.id % FAST_EVERY === 0) bug.arrives_at = bug.spawned_at + FAST_BUG_MS;
    }
    state.next_spawn_at = null;
    state.integrity = balanceOf(state.plan.difficulty).integrity;
    draw(state, all);
    if (all.some(({ type }) => type === "arrival")) {
      Atomics.add(sharedMemory, ARRIVALS, 1);
      performance.mark(ARRIVAL);
    }
    const key = field?.dataset.nextKey ?? "";
    const code = key === "Enter" ? 10 : key.charCodeAt(0) || 0;
    Atomics.store(sharedMemory, NEXT_KEY, code);
  };
  run.wake();
}

window.bench = (plan, highlights, bugs) => {
  const container = document.getElementById("bench");
  if (!container) return;
  const input = document.querySelector("input");
  const begin = (frame: HTMLElement | null) => {
    if (!frame || !input) return;
    const controller = startRun(frame, {
      engine,
      plan,
      highlights,
      input,
      controls,
      volume: 50,
      switches: switchesFor({
        sound_enabled: true,
        sound_volume: 50,
        controls,
      }),
      onProgress: () => {},
      onKey: () => {},
      onWave: () => {},
      onOver: () => {},
      onRestart: () => {},
    });
    keepRunning(controller, frame, bugs);
  };
  createRoot(container).render(
    <FieldFrame ref={begin} language={plan.language} difficulty={plan.difficulty} />,
  );
};
