import type { GameEvent, State } from "../../../engine/state.ts";
import type { SoundName } from "./sound-effects.ts";
import { SILENCE, semitones } from "./tones.ts";

/** Plays the sounds of a run. Browsers allow no sound before the first key or click. */

/** A pentatonic scale, in semitones: all its notes go together. */
const SCALE = [0, 2, 4, 7, 9];
const HIGHEST = 12;
/** By how much a combo grows until the next note. */
const COMBO_PER_NOTE = 3;
/** Tokens with more characters have the heavy sound. */
const LONGEST_LIGHT = 8;

/** Returns the playback rate for a combo's note. */
function pitchOf(combo: number): number {
  const step = Math.min(HIGHEST, Math.floor(combo / COMBO_PER_NOTE));
  return semitones((SCALE[step % 5] ?? 0) + 12 * Math.floor(step / 5));
}

/**
 * Returns the gain of a tone that plays all the time, silently between keys: the click of a key. Starting
 * a recorded sound would take longer than all else that a key does.
 */
function clickOf(context: AudioContext, out: AudioNode): GainNode {
  const tone = context.createOscillator();
  const gate = context.createGain();
  tone.type = "triangle";
  tone.frequency.value = 1_100;
  gate.gain.value = 0;
  tone.connect(gate).connect(out);
  tone.start();
  return gate;
}

export class SoundPlayer {
  #volume: number;
  #on: () => boolean;
  #context: AudioContext | undefined;
  #out: AudioNode | undefined;
  #click: GainNode | undefined;
  #loading: Promise<void> | undefined;
  #recordings: ReadonlyMap<SoundName, AudioBuffer> | undefined;

  /**
   * @param volume from 0 to 1
   * @param on called before every sound
   */
  constructor(volume: number, on: () => boolean) {
    this.#volume = volume;
    this.#on = on;
  }

  /** Starts the sound. Call it from the handler of a key or a click: elsewhere browsers forbid it. */
  wake(): void {
    if (!this.#on() || this.#volume === 0) return;
    if (this.#context) {
      if (this.#context.state === "suspended") void this.#context.resume();
      return;
    }
    const context = new AudioContext({ latencyHint: "interactive" });
    const volume = context.createGain();
    // Squared, because loudness is not perceived linearly.
    volume.gain.value = this.#volume ** 2;
    volume.connect(context.createDynamicsCompressor()).connect(context.destination);
    this.#context = context;
    this.#out = volume;
    this.#click = clickOf(context, volume);
  }

  /** Loads and records the sounds, with the first key: so a run begins with 2 KB of script less. */
  load(): void {
    if (!this.#context || this.#loading) return;
    const { sampleRate } = this.#context;
    this.#loading = import("./sound-effects.ts")
      .then(({ recordSounds }) => recordSounds(sampleRate))
      .then(
        (recordings) => {
          this.#recordings = recordings;
        },
        // Without the recordings only the clicks of keys are heard.
        () => {},
      );
  }

  /** Plays the sounds of `events`. */
  hear(state: State, events: readonly GameEvent[]): void {
    if (this.#context?.state !== "running" || !this.#on()) return;
    const shot = events.some(({ type }) => type === "shot");
    for (const event of events) {
      // A token's last key sounds as its shot.
      if (event.type === "key") shot || this.#playClick();
      else this.#play(event, state);
    }
  }

  #play(event: GameEvent, state: State): void {
    switch (event.type) {
      case "miss":
      case "arrival":
      case "wave":
      case "cleared":
      case "jump":
      case "grow":
      case "hurry":
      case "return":
      case "phase":
      case "earn":
      case "wake":
        this.#start(event.type);
        break;
      case "power":
        this.#start(event.power);
        break;
      case "shot":
        this.#shoot(event.damage, event.combo);
        break;
      case "kill":
        this.#start(event.kind === "boss" ? "bossKill" : "kill");
        break;
      case "spawn":
        if (state.bugs.find(({ id }) => id === event.bug)?.kind === "boss") this.#start("growl");
        break;
      case "over":
        this.#start(event.outcome === "defeat" ? "defeat" : "quit");
        break;
    }
  }

  /** Plays a shot; the longer the combo, the higher. */
  #shoot(damage: number, combo: number): void {
    const length = damage / (1 + Math.min(combo, 50) / 10);
    this.#start(length > LONGEST_LIGHT ? "heavyShot" : "shot", pitchOf(combo));
  }

  #start(name: SoundName, pitch = 1): void {
    const buffer = this.#recordings?.get(name);
    if (!this.#context || !this.#out || !buffer) return;
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    if (pitch !== 1) source.playbackRate.value = pitch;
    source.connect(this.#out);
    source.start();
  }

  #playClick(): void {
    const now = this.#context?.currentTime ?? 0;
    this.#click?.gain
      .setValueAtTime(0.09, now)
      .exponentialRampToValueAtTime(SILENCE, now + 0.02)
      .setValueAtTime(0, now + 0.02);
  }

  destroy(): void {
    void this.#context?.close();
    this.#context = undefined;
  }
}
