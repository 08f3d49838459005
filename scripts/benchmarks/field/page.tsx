/**
 * Mounts the field as the game does, with sound and keyboard, but with as many bugs as the benchmark asks for, each with
 * six lines of code. Sends the next key to the benchmark through a worker, because any other way costs the page's main
 * thread more than a key does.
 */
import { createRoot } from "react-dom/client";
import type { Highlight } from "../../../app/contracts/highlight.ts";
import type { Controls } from "../../../app/contracts/settings.ts";
import { currentEngine as engine } from "../../../app/engine/current.ts";
import type { Plan } from "../../../app/engine/plan.ts";
import {
  type Bug,
  type GameEvent,
  type Kind,
  LANES,
  type State,
} from "../../../app/engine/state.ts";
import { tokenize } from "../../../app/engine/tokens.ts";
import type { RunController } from "../../../app/routes/shared/run/run-controller.ts";
import { startRun, switchesFor } from "../../../app/routes/shared/run/run-controller.ts";
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
/** Without bosses, whose end brings confetti: one in some minutes, and not one in seven bugs. */
const KINDS: Kind[] = ["bug", "syntax", "null", "race", "leak", "regression"];
const LINES = 6;
/** Every sixth bug is fast, so that some bugs arrive: not all at once, which would end the run. */
const FAST_EVERY = 6;
const FAST_BUG_MS = 9_000;
const STAGGER_MS = 130;
const BUG_MS = 60_000;

const sharedMemory = new Int32Array(new SharedArrayBuffer(8));
const relay = new Worker(new URL("./message-relay.ts", import.meta.url), { type: "module" });
relay.postMessage(sharedMemory);

/** Returns the next bug: the engine has fewer on the field, and most of them with fewer lines. */
function createBug(state: State): Bug {
  state.spawned += 1;
  const id = state.spawned;
  const snippet = id % state.plan.snippets.length;
  const rows = (state.plan.snippets[snippet]?.snippet_text ?? "").trimEnd().split("\n");
  const code = rows.slice(0, LINES).join("\n");
  const way = (id % FAST_EVERY === 0 ? FAST_BUG_MS : BUG_MS) + id * STAGGER_MS;
  const bug: Bug = {
    id,
    kind: KINDS[id % KINDS.length] ?? "bug",
    lane: id % LANES,
    snippets: [snippet],
    line: 0,
    code,
    tokens: tokenize(code),
    spawned_at: state.now,
    departed_at: state.now,
    arrives_at: state.now + way,
    next: 0,
    flawed: false,
    pair: null,
    grown: 0,
    returned: false,
    phases_left: 0,
  };
  // What version 2 adds to a bug.
  return Object.assign(bug, { wave: state.wave, acts_at: null, errors: 0, phases: [] });
}

/** After each drawing: fills the field up to `bugs`, restores integrity, and sends the next key to the benchmark. */
function keepRunning({ run, renderer }: RunController, frame: HTMLElement, bugs: number): void {
  const state = run.state as State & { next_spawn_at: number | null };
  const draw = renderer.draw.bind(renderer);
  const field = frame.querySelector<HTMLElement>("[data-part=field]");
  const { integrity } = state;
  renderer.draw = (_, events, key) => {
    const all: GameEvent[] = [...events];
    while (state.bugs.length < bugs) {
      const bug = createBug(state);
      state.bugs.push(bug);
      all.push({ type: "spawn", at: state.now, bug: bug.id });
    }
    state.next_spawn_at = null;
    state.integrity = integrity;
    draw(state, all, key);
    if (all.some(({ type }) => type === "arrival")) {
      Atomics.add(sharedMemory, ARRIVALS, 1);
      performance.mark(ARRIVAL);
    }
    const next = field?.dataset.nextKey ?? "";
    const code = next === "Enter" ? 10 : next.charCodeAt(0) || 0;
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
