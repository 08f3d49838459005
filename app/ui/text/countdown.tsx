import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { ageOf } from "../layout/document-age.ts";

function clock(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const time = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return days > 0 ? `${days}d ${time}` : time;
}

/** Returns the whole seconds left from `now` to `end`, both ISO 8601 of the server's clock, counted down since the server said so. */
function useSecondsUntil(end: string, now: string): number {
  const left = (Date.parse(end) - Date.parse(now)) / 1000;
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const since = Date.now() - ageOf(now);
    let timer: ReturnType<typeof setTimeout>;
    // Each tick comes right after a whole second, so that no second is shown twice.
    const tick = () => {
      const elapsed = (Date.now() - since) / 1000;
      setPassed(elapsed);
      const fraction = (((left - elapsed) % 1) + 1) % 1;
      timer = setTimeout(tick, fraction * 1000 + 5);
    };
    tick();
    return () => clearTimeout(timer);
  }, [left, now]);
  return Math.max(0, Math.floor(left - passed));
}

interface Props {
  end: string;
  now: string;
  className?: string;
}

/** Milliseconds to wait, in case that the server's clock is behind. */
const GRACE = 1_000;

/** Loads the page's data again when the countdown is over. */
function useReloadWhenOver(over: boolean) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!over) return;
    const timer = setTimeout(revalidate, GRACE);
    return () => clearTimeout(timer);
  }, [over, revalidate]);
}

/**
 * Shows the time left, as `07:41:12` or `3d 07:41:12`. Screen readers do not read every second: put what it
 * counts down to in text beside it, which also serves browsers without script.
 */
export function Countdown({ end, now, className = "" }: Props) {
  const seconds = useSecondsUntil(end, now);
  useReloadWhenOver(seconds === 0);
  return (
    <time dateTime={end} role="timer" aria-live="off" className={`countdown ${className}`}>
      {clock(seconds)}
    </time>
  );
}
