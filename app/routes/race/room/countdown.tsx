/** The countdown of a race: seen, heard, and told to screen readers. */
import { useEffect, useRef, useState } from "react";
import type { RunSwitches } from "../../shared/run/run-controller.ts";

/** Hertz: the last one is an octave higher. */
const BEEP = 440;

/** Plays one beep. Browsers stay silent until the page was touched. */
function beep(context: AudioContext, frequency: number, volume: number): void {
  const tone = context.createOscillator();
  const gain = context.createGain();
  const { currentTime: now } = context;
  tone.frequency.value = frequency;
  gain.gain.setValueAtTime(volume * 0.3, now);
  gain.gain.exponentialRampToValueAtTime(0.0001, now + 0.18);
  tone.connect(gain).connect(context.destination);
  tone.start(now);
  tone.stop(now + 0.2);
}

/** Returns the whole seconds until `at`, on the clock of `performance.now()`; undefined without it. */
export function useSecondsTo(at: number | null): number | undefined {
  const [seconds, setSeconds] = useState<number>();
  useEffect(() => {
    if (at === null) return setSeconds(undefined);
    const update = () => setSeconds(Math.max(0, Math.ceil((at - performance.now()) / 1_000)));
    update();
    const timer = setInterval(update, 50);
    return () => clearInterval(timer);
  }, [at]);
  return seconds;
}

interface Props {
  /** When the race begins, on the clock of `performance.now()`. */
  startsAt: number;
  switches: RunSwitches;
  /** From 0 to 100. */
  volume: number;
}

export function Countdown({ startsAt, switches, volume }: Props) {
  const seconds = useSecondsTo(startsAt);
  const context = useRef<AudioContext>();
  useEffect(() => {
    if (navigator.userActivation?.hasBeenActive) context.current = new AudioContext();
    return () => void context.current?.close();
  }, []);
  useEffect(() => {
    if (seconds === undefined || !context.current || !switches.sound.isOn()) return;
    beep(context.current, seconds === 0 ? 2 * BEEP : BEEP, (volume / 100) ** 2);
  }, [seconds, switches, volume]);
  return (
    <div className="race-countdown">
      <p className="race-countdown-label">Deploying in</p>
      <strong key={seconds} aria-live="assertive">
        {seconds === 0 ? "Go" : seconds}
      </strong>
      <p className="text-dim">Hands on the keys.</p>
    </div>
  );
}
