/**
 * The sounds of a run. Their player is loaded with the first key, which is silent: so a run begins with 1.3 KB of script
 * less.
 */
import type { GameEvent, State } from "../../../engine/state.ts";
import type { SoundPlayer } from "../../../ui/field/sound/sound-player.ts";

export class LateSounds {
  readonly #volume: number;
  readonly #isOn: () => boolean;
  #player: SoundPlayer | undefined;
  #isLoading = false;
  #stopped = false;

  /**
   * @param volume from 0 to 1
   * @param isOn called before every sound
   */
  constructor(volume: number, isOn: () => boolean) {
    this.#volume = volume;
    this.#isOn = isOn;
  }

  /** Call it from the handler of each key: elsewhere browsers forbid a page to begin to sound. */
  wake(): void {
    if (!this.#isLoading) void this.#load();
    this.#player?.wake();
    this.#player?.load();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      const { SoundPlayer } = await import("../../../ui/field/sound/sound-player.ts");
      if (!this.#stopped) this.#player = new SoundPlayer(this.#volume, this.#isOn);
    } catch {
      // A run without a network is silent.
    }
  }

  /** Plays the sounds of `events`. */
  hear(state: State, events: readonly GameEvent[]): void {
    this.#player?.hear(state, events);
  }

  stop(): void {
    this.#stopped = true;
    this.#player?.destroy();
  }
}
