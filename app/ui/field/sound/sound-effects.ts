/**
 * The sound effects of the field, made of tones and noise, without files. The browser renders each once:
 * making tones while a key is handled would take longer than all else that the key does.
 */
import { SILENCE, semitones } from "./tones.ts";

interface Tone {
  /** Hertz at its start, and at its end if the pitch changes. */
  from: number;
  to?: number;
  type?: OscillatorType;
  /** Seconds. */
  at?: number;
  length: number;
  gain: number;
}

interface Noise {
  frequency: number;
  at?: number;
  length: number;
  gain: number;
  type?: BiquadFilterType;
}

/** A3, from which all other notes are computed. */
const BASE = 220;

class SoundRecorder {
  #context: OfflineAudioContext;
  #noise: AudioBuffer;

  constructor(context: OfflineAudioContext, noise: AudioBuffer) {
    this.#context = context;
    this.#noise = noise;
  }

  tone({ from, to = from, type = "sine", at = 0, length, gain }: Tone): void {
    const oscillator = this.#context.createOscillator();
    oscillator.type = type;
    oscillator.frequency.setValueAtTime(from, at);
    if (to !== from) oscillator.frequency.exponentialRampToValueAtTime(to, at + length);
    oscillator.connect(this.#fading(at, length, gain));
    oscillator.start(at);
    oscillator.stop(at + length);
  }

  noise({ frequency, type = "lowpass", at = 0, length, gain }: Noise): void {
    const source = this.#context.createBufferSource();
    source.buffer = this.#noise;
    const filter = this.#context.createBiquadFilter();
    filter.type = type;
    filter.frequency.value = frequency;
    source.connect(filter).connect(this.#fading(at, length, gain));
    source.start(at, 0, length);
  }

  /** Plays notes, in semitones above A3, one after the other. */
  chord(notes: number[], pace: number): void {
    notes.forEach((note, index) => {
      const from = BASE * semitones(note);
      this.tone({ from, at: index * pace, length: 0.3, gain: 0.16, type: "triangle" });
    });
  }

  /** Returns a gain that fades from `gain` to silence in `length` seconds. */
  #fading(at: number, length: number, gain: number): GainNode {
    const node = this.#context.createGain();
    node.gain.setValueAtTime(gain, at);
    node.gain.exponentialRampToValueAtTime(SILENCE, at + length);
    node.connect(this.#context.destination);
    return node;
  }
}

interface SoundEffect {
  /** Seconds. */
  length: number;
  record(studio: SoundRecorder): void;
}

const SOUNDS = {
  miss: {
    length: 0.1,
    record: (studio) => studio.tone({ from: 150, to: 85, type: "square", length: 0.1, gain: 0.13 }),
  },
  shot: {
    length: 0.13,
    record(studio) {
      studio.tone({ from: 2.5 * BASE, to: BASE, type: "triangle", length: 0.13, gain: 0.25 });
      studio.noise({ frequency: 2_600, length: 0.04, gain: 0.1, type: "highpass" });
    },
  },
  // Long tokens sound lower and longer.
  heavyShot: {
    length: 0.22,
    record(studio) {
      const note = BASE / 2;
      studio.tone({ from: 2.5 * note, to: note, type: "triangle", length: 0.22, gain: 0.34 });
      studio.noise({ frequency: 2_600, length: 0.04, gain: 0.1, type: "highpass" });
    },
  },
  kill: {
    length: 0.22,
    record(studio) {
      studio.tone({ from: 523, length: 0.09, gain: 0.2, type: "triangle" });
      studio.tone({ from: 784, at: 0.06, length: 0.16, gain: 0.22, type: "triangle" });
      studio.noise({ frequency: 1_400, length: 0.12, gain: 0.14, type: "bandpass" });
    },
  },
  bossKill: { length: 0.7, record: (studio) => studio.chord([0, 4, 7, 12, 16], 0.09) },
  arrival: {
    length: 0.4,
    record(studio) {
      studio.noise({ frequency: 420, length: 0.3, gain: 0.5 });
      studio.tone({ from: 130, to: 36, length: 0.4, gain: 0.8 });
    },
  },
  wave: { length: 0.45, record: (studio) => studio.chord([0, 7, 12], 0.07) },
  cleared: { length: 0.5, record: (studio) => studio.chord([0, 4, 7, 12], 0.06) },
  growl: {
    length: 1.3,
    record(studio) {
      for (const from of [55, 58.3]) {
        studio.tone({ from, to: from * 0.94, type: "sawtooth", length: 1.3, gain: 0.22 });
      }
      studio.noise({ frequency: 160, length: 0.5, gain: 0.4 });
    },
  },
  // Comes near from behind.
  jump: {
    length: 0.12,
    record: (studio) => studio.tone({ from: 330, to: 990, length: 0.12, gain: 0.13 }),
  },
  // Swallows.
  grow: {
    length: 0.2,
    record: (studio) =>
      studio.tone({ from: 170, to: 90, type: "triangle", length: 0.2, gain: 0.3 }),
  },
  // Two quick steps.
  hurry: {
    length: 0.2,
    record(studio) {
      for (const at of [0, 0.09])
        studio.tone({ from: 660, to: 520, type: "square", at, length: 0.06, gain: 0.1 });
    },
  },
  // There it is again.
  return: {
    length: 0.4,
    record(studio) {
      studio.tone({ from: 520, to: 260, type: "triangle", length: 0.18, gain: 0.2 });
      studio.tone({ from: 260, to: 520, type: "triangle", at: 0.18, length: 0.2, gain: 0.2 });
    },
  },
  phase: {
    length: 0.6,
    record(studio) {
      studio.tone({ from: 58, to: 82, type: "sawtooth", length: 0.6, gain: 0.24 });
      studio.noise({ frequency: 220, length: 0.3, gain: 0.3 });
    },
  },
  earn: { length: 0.5, record: (studio) => studio.chord([12, 16, 19, 24], 0.05) },
  // The tape runs backwards.
  rollback: {
    length: 0.5,
    record(studio) {
      studio.tone({ from: 110, to: 880, type: "sawtooth", length: 0.42, gain: 0.12 });
      studio.noise({ frequency: 1_200, at: 0.05, length: 0.4, gain: 0.16, type: "bandpass" });
    },
  },
  // Quacks twice.
  duck: {
    length: 0.45,
    record(studio) {
      for (const at of [0, 0.2]) {
        studio.tone({ from: 420, to: 240, type: "sawtooth", at, length: 0.13, gain: 0.16 });
        studio.noise({ frequency: 900, at, length: 0.1, gain: 0.1, type: "bandpass" });
      }
    },
  },
  hotfix: {
    length: 0.3,
    record(studio) {
      studio.tone({ from: 440, to: 1_760, type: "triangle", length: 0.16, gain: 0.2 });
      studio.tone({ from: 1_760, at: 0.14, length: 0.14, gain: 0.16 });
    },
  },
  wake: {
    length: 0.2,
    record: (studio) =>
      studio.tone({ from: 240, to: 420, type: "triangle", length: 0.2, gain: 0.1 }),
  },
  quit: { length: 0.6, record: (studio) => studio.chord([7, 4, 0], 0.12) },
  defeat: {
    length: 1.5,
    record(studio) {
      studio.noise({ frequency: 300, length: 0.5, gain: 0.6 });
      studio.tone({ from: 240, to: 28, type: "sawtooth", length: 1.5, gain: 0.28 });
      studio.tone({ from: 121, to: 14, type: "square", length: 1.5, gain: 0.14 });
    },
  },
} satisfies Record<string, SoundEffect>;

export type SoundName = keyof typeof SOUNDS;

/** Renders all sounds, at `sampleRate`. */
export async function recordSounds(sampleRate: number): Promise<Map<SoundName, AudioBuffer>> {
  const noise = new AudioBuffer({ length: sampleRate >> 1, sampleRate });
  const samples = noise.getChannelData(0);
  for (let i = 0; i < samples.length; i += 1) samples[i] = Math.random() * 2 - 1;
  const recorded = Object.entries<SoundEffect>(SOUNDS).map(
    async ([name, { length, record: write }]) => {
      const context = new OfflineAudioContext(1, Math.ceil(length * sampleRate), sampleRate);
      write(new SoundRecorder(context, noise));
      return [name as SoundName, await context.startRendering()] as const;
    },
  );
  return new Map(await Promise.all(recorded));
}
