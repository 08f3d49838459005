/** One run with everything that belongs to it: the rules, the drawing, the sound, the player's hands. */
import type { Highlight } from "../../contracts/highlight.ts";
import type { Controls, Settings } from "../../contracts/settings.ts";
import type { Plan } from "../../engine/plan.ts";
import { scoreOf } from "../../engine/v1/score.ts";
import type { State } from "../../engine/v1/state.ts";
import { FieldRenderer } from "../../ui/field/renderer.ts";
import { Sounds } from "../../ui/field/sounds.ts";
import { Switch } from "../../ui/field/switch.ts";
import type { Ghost } from "./ghost.ts";
import { listenForKeys } from "./keyboard.ts";
import { Run } from "./run.ts";
import { Tutorial } from "./tutorial.ts";
import { fitVisibleViewport } from "./visible-viewport.ts";

/** What of the account's settings a run goes by. */
export type PlaySettings = Pick<Settings, "sound_enabled" | "sound_volume" | "controls">;

/** What the player can switch while playing. */
export interface RunSwitches {
  sound: Switch;
  /** Reads targets, progress and danger to screen readers. */
  aloud: Switch;
}

export function switchesFor({ sound_enabled }: PlaySettings): RunSwitches {
  return { sound: new Switch("sound", sound_enabled), aloud: new Switch("aloud", false) };
}

export interface RunOptions {
  plan: Plan;
  /** Of each snippet of the plan. */
  highlights: Highlight[];
  /** Hears what no key event tells: soft keyboards, dead keys. */
  input: HTMLInputElement | null;
  controls: Controls;
  /** From 0 to 100. */
  volume: number;
  switches: RunSwitches;
  /** After each bug that went, one way or the other. */
  onProgress(): void;
  /** After each wave. */
  onWave(): void;
  /** Once, when the run is over. */
  onOver(run: Run, state: State): void;
  onRestart(): void;
}

export interface RunController {
  readonly run: Run;
  readonly renderer: FieldRenderer;
  /** From here on the HUD says how far ahead of it the player is. */
  race(ghost: Ghost): void;
  stop(): void;
}

/** Begins the run on `frame`, which React has rendered. */
export function startRun(frame: HTMLElement, options: RunOptions): RunController {
  const { plan, highlights, input, controls, switches } = options;
  const sounds = new Sounds(options.volume / 100, switches.sound.isOn);
  const run = new Run(plan, (state, events) => {
    renderer.draw(state, events);
    sounds.hear(state, events);
    coach?.show(renderer.field.dataset.nextKey ?? "");
    if (ghost) {
      const { final_score: own } = scoreOf(state);
      renderer.setGhost(own - ghost.scoreAt(state.now), own);
    }
    if (!running) return;
    if (events.some(({ type }) => type === "kill" || type === "arrival")) options.onProgress();
    if (events.some(({ type }) => type === "cleared")) options.onWave();
    if (!state.over) return;
    running = false;
    quiet();
    options.onOver(run, state);
  });
  const renderer = new FieldRenderer(frame, plan, () => run.now(), highlights);
  const coach = Tutorial.for(renderer.field);
  let ghost: Ghost | undefined;
  let running = true;
  const seconds = setInterval(() => run.wake(), 1_000);
  const unlisten = listenForKeys(renderer.field, input, controls, {
    onKey: (key) => {
      sounds.wake();
      run.press(key);
    },
    onQuit: () => run.quit(),
    onRestart: options.onRestart,
    onMute: switches.sound.toggle,
    onAloud: switches.aloud.toggle,
    onComposing: () => renderer.tell("Your input method is composing. Switch to direct input."),
  });
  const unfollow = [
    switches.aloud.subscribe(() => renderer.setAloud(switches.aloud.isOn())),
    switches.sound.subscribe(() => sounds.wake()),
  ];
  const unfit = fitVisibleViewport(frame);
  const quiet = () => {
    clearInterval(seconds);
    unlisten();
  };

  renderer.setAloud(switches.aloud.isOn());
  // Started by a key or a click, as nearly every run is, the page may sound already.
  if (navigator.userActivation?.hasBeenActive) sounds.wake();
  run.wake();
  return {
    run,
    renderer,
    race(found) {
      ghost = found;
    },
    stop() {
      running = false;
      run.stop();
      quiet();
      unfit();
      for (const end of unfollow) end();
      coach?.remove();
      renderer.destroy();
      sounds.destroy();
    },
  };
}
