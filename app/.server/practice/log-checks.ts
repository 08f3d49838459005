/** What every key log has to fulfil, of a game as of a drill, before it is replayed. */
import { MAX_KEYS_PER_SECOND } from "../../engine/limits.ts";
import type { KeyPress } from "../../engine/replay.ts";
import { DomainError } from "../errors.ts";

/** How far the client's clock may be ahead of the server's, in milliseconds. */
export const AHEAD_MS = 2_000;

/** Returns the error of a log that is rejected, with the field and the reason. */
export const rejected = (path: string, message: string) =>
  new DomainError("log_rejected", message, { errors: [{ path, message }] });

/** Returns the most of the ascending `times` that lie within any `window` milliseconds. */
export function densest(times: readonly number[], window: number): number {
  let most = 0;
  let from = 0;
  times.forEach((t, to) => {
    while (t - (times[from] ?? t) >= window) from += 1;
    most = Math.max(most, to - from + 1);
  });
  return most;
}

interface TimedLog {
  key_sequence: readonly KeyPress[];
  ended_at_ms: number;
}

/**
 * Checks a log's times. The contract has seen to it that they never decrease.
 *
 * @param elapsed milliseconds on the server's clock from the start until the log came in
 * @throws `log_rejected` naming the field and the reason
 */
export function checkTimes({ key_sequence, ended_at_ms }: TimedLog, elapsed: number): void {
  const times = key_sequence.map(([t]) => t);
  if ((times.at(-1) ?? 0) > ended_at_ms) {
    throw rejected("ended_at_ms", "The run ends before its last key");
  }
  if (ended_at_ms > elapsed + AHEAD_MS) {
    throw rejected("ended_at_ms", "The run took longer than the time since its start");
  }
  if (densest(times, 1_000) > MAX_KEYS_PER_SECOND) {
    throw rejected("key_sequence", `More than ${MAX_KEYS_PER_SECOND} keys in one second`);
  }
}
