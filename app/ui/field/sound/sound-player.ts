/** Plays what happens. Quiet until the first key, as browsers demand it and as the page looks. */
import type { GameEvent, State } from "../../../engine/v1/state.ts";
import { recordSounds, SILENCE, type SoundName, semitones } from "./sound-effects.ts";

/** A pentatonic scale, in semitones: whatever the combo, its notes agree. */
const SCALE = [0, 2, 4, 7, 9];
const HIGHEST = 12;
/** What a combo has to grow by for the next note. */
const RUNG = 3;
/** A token of more characters is a heavy one. */
const HEAVY = 8;

/** How much higher than the first a combo's note is. */
function pitchOf(combo: number): number {
  const rung = Math.min(HIGHEST, Math.floor(combo / RUNG));
  return semitones((SCALE[rung % 5] ?? 0) + 12 * Math.floor(rung / 5));
}

/**
 * A tone that is always there and mostly silent, for the click of a key: even to start
 * a recorded one would take longer than all else that a key does.
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
  #voices: ReadonlyMap<SoundName, AudioBuffer> | undefined;

  /**
   * @param volume from 0 to 1
   * @param on asked before every sound
   */
  constructor(volume: number, on: () => boolean) {
    this.#volume = volume;
    this.#on = on;
  }

  /** To be called by what a key or a click does: before one, browsers allow no sound. */
  wake(): void {
    if (!this.#on() || this.#volume === 0) return;
    if (this.#context) {
      if (this.#context.state === "suspended") void this.#context.resume();
      return;
    }
    const context = new AudioContext({ latencyHint: "interactive" });
    const volume = context.createGain();
    // Loudness is felt by its square.
    volume.gain.value = this.#volume ** 2;
    volume.connect(context.createDynamicsCompressor()).connect(context.destination);
    this.#context = context;
    this.#out = volume;
    this.#click = clickOf(context, volume);
    recordSounds(context.sampleRate).then(
      (voices) => {
        this.#voices = voices;
      },
      // Then the keys alone are heard.
      () => {},
    );
  }

  /** Plays what `events` sound like. */
  hear(state: State, events: readonly GameEvent[]): void {
    if (this.#context?.state !== "running" || !this.#on()) return;
    const shot = events.some(({ type }) => type === "shot");
    for (const event of events) {
      // A token's last key is heard as its shot.
      if (event.type === "key") shot || this.#tick();
      else this.#play(event, state);
    }
  }

  #play(event: GameEvent, state: State): void {
    switch (event.type) {
      case "miss":
      case "arrival":
      case "wave":
      case "cleared":
        this.#start(event.type);
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
        this.#start(event.outcome);
        break;
    }
  }

  /** A combo climbs the scale. */
  #shoot(damage: number, combo: number): void {
    const length = damage / (1 + Math.min(combo, 50) / 10);
    this.#start(length > HEAVY ? "heavyShot" : "shot", pitchOf(combo));
  }

  #start(voice: SoundName, pitch = 1): void {
    const buffer = this.#voices?.get(voice);
    if (!this.#context || !this.#out || !buffer) return;
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    if (pitch !== 1) source.playbackRate.value = pitch;
    source.connect(this.#out);
    source.start();
  }

  #tick(): void {
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
