/**
 * Brings a finished run to the server, however long that takes: the log is all
 * that there is of it.
 */
import type { EndRequest } from "../../contracts/game.ts";
import type { Problem } from "../../contracts/problem.ts";

export type Delivery =
  | { state: "sending" }
  /** Not there yet; it is tried again by itself. */
  | { state: "waiting" }
  | { state: "refused"; reason: string }
  | { state: "stored"; id: string; new_best: boolean; rank: number | null };

/** Seconds between attempts; the last one again and again. */
const PAUSES = [1, 2, 4, 8, 16, 30];
const TIMEOUT = 15_000;

/** Not the run's fault: too many requests, or one that took too long. */
const PASSING = new Set([408, 429]);

async function attempt(body: string): Promise<Delivery> {
  const response = await fetch("/play/end", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (response.ok) {
    const stored = (await response.json()) as Omit<Delivery & { state: "stored" }, "state">;
    return { state: "stored", ...stored };
  }
  if (response.status >= 500 || PASSING.has(response.status)) return { state: "waiting" };
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const reason = problem.detail ?? problem.title ?? `The server answered ${response.status}`;
  return { state: "refused", reason };
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Waits, or less long when the network comes back. */
function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    window.addEventListener("online", end);
  });
}

/** Sends until the server has decided; meanwhile the browser asks before the page is closed. */
export async function sendResult(
  result: EndRequest,
  onChange: (delivery: Delivery) => void,
): Promise<Delivery> {
  const body = JSON.stringify(result);
  window.addEventListener("beforeunload", warn);
  onChange({ state: "sending" });
  try {
    for (let tries = 0; ; tries += 1) {
      const delivery = await attempt(body).catch((): Delivery => ({ state: "waiting" }));
      onChange(delivery);
      if (delivery.state !== "waiting") return delivery;
      await pause(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 30);
    }
  } finally {
    window.removeEventListener("beforeunload", warn);
  }
}
