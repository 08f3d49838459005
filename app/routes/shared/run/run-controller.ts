/** Connects a run with its drawing, its sounds, the keyboard and the coach. */

import type { Highlight } from "../../../contracts/highlight.ts";
import type { Controls, Settings } from "../../../contracts/settings.ts";
import type { Engine } from "../../../engine/engine.ts";
import { MAX_KEYS_PER_SECOND } from "../../../engine/limits.ts";
import type { Plan } from "../../../engine/plan.ts";
import { earnedPoints } from "../../../engine/score.ts";
import type { GameEvent, State } from "../../../engine/state.ts";
import { FieldRenderer } from "../../../ui/field/renderer.ts";
import { StoredSwitch } from "../../../ui/field/stored-switch.ts";
import { listenForKeys, PAUSE_KEY } from "../typing/keyboard.ts";
import { fitVisibleViewport } from "../typing/visible-viewport.ts";
import { Coach } from "./coach.ts";
import type { Ghost } from "./ghost.ts";
import { LateSounds } from "./late-sounds.ts";
import { Run } from "./run.ts";

/** The settings of the account that a run uses. */
export type PlaySettings = Pick<Settings, "sound_enabled" | "sound_volume" | "controls">;

/** The switches that the player can turn while playing. */
export interface RunSwitches {
  sound: StoredSwitch;
  /** Announces targets, progress and danger to screen readers. */
  aloud: StoredSwitch;
}

export function switchesFor({ sound_enabled }: PlaySettings): RunSwitches {
  return {
    sound: new StoredSwitch("sound", sound_enabled),
    aloud: new StoredSwitch("aloud", false),
  };
}

/** Returns the character that the locked bug waits for; while none is locked, the first one of each bug. */
const dueCharacters = (engine: Engine, state: State) =>
  state.bugs
    .map((bug) => {
      if (state.target === null) return bug.tokens[bug.next]?.text[0];
      return bug.id === state.target ? engine.expectedKey(state, bug) : "";
    })
    .join("");

export interface RunOptions {
  /** Makes the run, if it is not an ordinary one. */
  createRun?(...needs: ConstructorParameters<typeof Run>): Run;
  /** The engine of the version that `plan` names. */
  engine: Engine;
  plan: Plan;
  /** The highlighting of each snippet of the plan. */
  highlights: Highlight[];
  /** Has the focus while the run is played, and with it the keys. */
  input: HTMLInputElement;
  controls: Controls;
  /** From 0 to 100. */
  volume: number;
  switches: RunSwitches;
  /** Called after each bug that was fixed or got through. */
  onProgress(): void;
  /** Called after each key. */
  onKey(): void;
  /** Called after each wave. */
  onWave(): void;
  /** Called once, when the run is over. */
  onOver(run: Run, state: State): void;
  onRestart(): void;
  /** Called when the run was paused, and when it goes on. Without it the run cannot be paused. */
  onPaused?: ((paused: boolean) => void) | undefined;
}

export interface RunController {
  readonly run: Run;
  readonly renderer: FieldRenderer;
  /** Shows in the HUD, from now on, how far the player is ahead of `ghost`. */
  race(ghost: Ghost): void;
  /** Pauses the run, or goes on with it, if it can be paused. */
  togglePause(): void;
  stop(): void;
}

/**
 * Prepares a run in `frame`, which React has rendered. Its clock runs from now on, but nothing happens before the first
 * `run.wake()`: on a busy computer bugs may have arrived by then, which the callbacks hear of.
 */
export function startRun(frame: HTMLElement, options: RunOptions): RunController {
  const { engine, plan, highlights, input, controls, switches } = options;
  const sounds = new LateSounds(options.volume / 100, switches.sound.isOn);
  const onEvents = (state: State, events: readonly GameEvent[], key?: string) => {
    renderer.draw(state, events, key);
    sounds.hear(state, events);
    coach.meet(state, events);
    coach.prompt(renderer.field.dataset.nextKey ?? "");
    if (ghost) {
      const own = earnedPoints(engine.scoreOf(state));
      renderer.setGhost(own - ghost.earnedAt(state.now), own);
    }
    if (!running) return;
    if (events.some(({ type }) => type === "kill" || type === "arrival")) options.onProgress();
    if (events.some(({ type }) => type === "cleared")) options.onWave();
    if (!state.over) return;
    running = false;
    stopInput();
    options.onOver(run, state);
  };
  let toldTooFast = false;
  const onTooFast = () => {
    if (!toldTooFast) renderer.tell(`Keys beyond ${MAX_KEYS_PER_SECOND} a second are dropped.`);
    toldTooFast = true;
  };
  const createRun = options.createRun ?? ((...needs) => new Run(...needs));
  const run = createRun(engine, plan, onEvents, onTooFast);
  const renderer = new FieldRenderer(frame, engine, plan, () => run.now(), highlights);
  const coach = new Coach(frame, engine, (id, lesson) => renderer.teach(id, lesson));
  let ghost: Ghost | undefined;
  let running = true;
  const ticker = setInterval(() => run.wake(), 1_000);
  const { onPaused } = options;
  const togglePause = () => {
    if (!onPaused || run.state.over) return;
    if (run.paused) run.resume();
    else run.pause();
    renderer.setRate(run.paused ? 0 : 1);
    renderer.tell(run.paused ? `Paused. ${PAUSE_KEY} goes on.` : "The run goes on.", false);
    onPaused(run.paused);
  };
  const stopListening = listenForKeys(renderer.field, input, controls, {
    onKey: (key, pressedAt) => {
      sounds.wake();
      run.press(key, pressedAt);
      options.onKey();
    },
    due: () => dueCharacters(engine, run.state),
    onQuit: () => run.quit(),
    onRestart: options.onRestart,
    onPause: onPaused && togglePause,
    onMute: switches.sound.toggle,
    onAloud: switches.aloud.toggle,
    onComposing: () => renderer.tell("Your input method is composing. Switch to direct input."),
    onCapsLock: (on) => renderer.tell(`Caps Lock is ${on ? "on" : "off"}.`, false),
  });
  const unsubscribers = [
    switches.aloud.subscribe(() => renderer.setAloud(switches.aloud.isOn())),
    switches.sound.subscribe(() => sounds.wake()),
  ];
  const stopFitting = fitVisibleViewport(frame);
  const stopInput = () => {
    clearInterval(ticker);
    stopListening();
  };

  renderer.setAloud(switches.aloud.isOn());
  return {
    run,
    renderer,
    race(loaded) {
      ghost = loaded;
      renderer.nameGhost(loaded.player?.display_name ?? "");
    },
    togglePause,
    stop() {
      running = false;
      run.stop();
      stopInput();
      stopFitting();
      for (const unsubscribe of unsubscribers) unsubscribe();
      coach.remove();
      renderer.destroy();
      sounds.stop();
    },
  };
}
