/**
 * What a run sounds like, made by Web Audio out of a few tones and some noise: no
 * files. Quiet until the first key, as browsers demand it and as the page looks.
 */
import type { GameEvent, State } from "../../engine/state.ts";

interface Tone {
  /** Hertz at its start and, unless it keeps its pitch, at its end. */
  from: number;
  to?: number;
  type?: OscillatorType;
  /** Seconds. */
  at?: number;
  length: number;
  gain: number;
}

interface Hiss {
  frequency: number;
  at?: number;
  length: number;
  gain: number;
  type?: BiquadFilterType;
}

/** A pentatonic scale, in semitones: whatever the combo, its notes agree. */
const SCALE = [0, 2, 4, 7, 9];
const HIGHEST = 12;
/** What a combo has to grow by for the next note. */
const RUNG = 3;
const SILENCE = 0.0001;

const semitones = (n: number) => 2 ** (n / 12);

/** The note of a combo, from A3 upwards. */
function noteOf(combo: number): number {
  const rung = Math.min(HIGHEST, Math.floor(combo / RUNG));
  return 220 * semitones((SCALE[rung % 5] ?? 0) + 12 * Math.floor(rung / 5));
}

/**
 * A tone that is always there and mostly silent, for the click of a key: a node made
 * for each key would take longer than all else that a key does.
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

export class Sounds {
  #volume: number;
  #on: () => boolean;
  #context: AudioContext | undefined;
  #out: AudioNode | undefined;
  #noise: AudioBuffer | undefined;
  #click: GainNode | undefined;

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
    const noise = context.createBuffer(1, context.sampleRate >> 1, context.sampleRate);
    const samples = noise.getChannelData(0);
    for (let i = 0; i < samples.length; i += 1) samples[i] = Math.random() * 2 - 1;
    this.#context = context;
    this.#out = volume;
    this.#noise = noise;
    this.#click = clickOf(context, volume);
  }

  /** Plays what `events` sound like. */
  hear(state: State, events: readonly GameEvent[]): void {
    if (this.#context?.state !== "running" || !this.#on()) return;
    const shot = events.some(({ type }) => type === "shot");
    for (const event of events) {
      // A token's last key is heard as its shot.
      if (event.type === "key" && shot) continue;
      this.#play(event, state);
    }
  }

  #play(event: GameEvent, state: State): void {
    switch (event.type) {
      case "key":
        this.#tick();
        break;
      case "miss":
        this.#tone({ from: 150, to: 85, type: "square", length: 0.1, gain: 0.13 });
        break;
      case "shot":
        this.#shoot(event.damage, event.combo);
        break;
      case "kill":
        if (event.kind === "boss") this.#chord([0, 4, 7, 12, 16], 0.09);
        else this.#kill();
        break;
      case "arrival":
        this.#hiss({ frequency: 420, length: 0.3, gain: 0.5 });
        this.#tone({ from: 130, to: 36, length: 0.4, gain: 0.8 });
        break;
      case "wave":
        this.#chord([0, 7, 12], 0.07);
        break;
      case "cleared":
        this.#chord([0, 4, 7, 12], 0.06);
        break;
      case "spawn":
        if (state.bugs.find(({ id }) => id === event.bug)?.kind === "boss") this.#growl();
        break;
      case "over":
        if (event.outcome === "defeat") this.#powerDown();
        else this.#chord([7, 4, 0], 0.12);
        break;
    }
  }

  #tick(): void {
    const now = this.#context?.currentTime ?? 0;
    this.#click?.gain
      .setValueAtTime(0.09, now)
      .exponentialRampToValueAtTime(SILENCE, now + 0.02)
      .setValueAtTime(0, now + 0.02);
  }

  /** A combo climbs the scale; a long token hits lower down and longer. */
  #shoot(damage: number, combo: number): void {
    const length = damage / (1 + Math.min(combo, 50) / 10);
    const note = noteOf(combo) / (length > 8 ? 2 : 1);
    const weight = Math.min(1, length / 16);
    this.#tone({
      from: note * 2.5,
      to: note,
      type: "triangle",
      length: 0.1 + 0.12 * weight,
      gain: 0.22 + 0.12 * weight,
    });
    this.#hiss({ frequency: 2_600, length: 0.04, gain: 0.1, type: "highpass" });
  }

  #kill(): void {
    this.#tone({ from: 523, length: 0.09, gain: 0.2, type: "triangle" });
    this.#tone({ from: 784, at: 0.06, length: 0.16, gain: 0.22, type: "triangle" });
    this.#hiss({ frequency: 1_400, length: 0.12, gain: 0.14, type: "bandpass" });
  }

  /** Notes over A3, one after the other. */
  #chord(notes: number[], pace: number): void {
    notes.forEach((note, index) => {
      const from = 220 * semitones(note);
      this.#tone({ from, at: index * pace, length: 0.3, gain: 0.16, type: "triangle" });
    });
  }

  #growl(): void {
    for (const from of [55, 58.3]) {
      this.#tone({ from, to: from * 0.94, type: "sawtooth", length: 1.3, gain: 0.22 });
    }
    this.#hiss({ frequency: 160, length: 0.5, gain: 0.4 });
  }

  #powerDown(): void {
    this.#hiss({ frequency: 300, length: 0.5, gain: 0.6 });
    this.#tone({ from: 240, to: 28, type: "sawtooth", length: 1.5, gain: 0.28 });
    this.#tone({ from: 121, to: 14, type: "square", length: 1.5, gain: 0.14 });
  }

  #tone({ from, to = from, type = "sine", at = 0, length, gain }: Tone): void {
    const context = this.#context;
    if (!context || !this.#out) return;
    const start = context.currentTime + at;
    const oscillator = context.createOscillator();
    oscillator.type = type;
    oscillator.frequency.setValueAtTime(from, start);
    if (to !== from) oscillator.frequency.exponentialRampToValueAtTime(to, start + length);
    oscillator.connect(this.#fading(start, length, gain)).connect(this.#out);
    oscillator.start(start);
    oscillator.stop(start + length);
  }

  #hiss({ frequency, type = "lowpass", at = 0, length, gain }: Hiss): void {
    const context = this.#context;
    if (!context || !this.#out) return;
    const start = context.currentTime + at;
    const source = context.createBufferSource();
    source.buffer = this.#noise ?? null;
    const filter = context.createBiquadFilter();
    filter.type = type;
    filter.frequency.value = frequency;
    source
      .connect(filter)
      .connect(this.#fading(start, length, gain))
      .connect(this.#out);
    source.start(start, 0, length);
  }

  /** From `gain` to nothing in `length` seconds. */
  #fading(start: number, length: number, gain: number): GainNode {
    const node = (this.#context as AudioContext).createGain();
    node.gain.setValueAtTime(gain, start);
    node.gain.exponentialRampToValueAtTime(SILENCE, start + length);
    return node;
  }

  destroy(): void {
    void this.#context?.close();
    this.#context = undefined;
  }
}
