/** Brings finished runs to the server, however long that takes: the log is all that there is of them. */
import type { Problem } from "../../contracts/problem.ts";
import { forgetRun, type KeptRun } from "./run-store.ts";

export type Delivery =
  | { state: "sending" }
  /** Not there yet; it is tried again by itself. */
  | { state: "waiting" }
  /** Somebody has to sign in first: whose run it is, or anybody for a guest's. */
  | { state: "unclaimed"; player: string | null }
  | { state: "refused"; reason: string }
  /** It was somebody's before. */
  | { state: "claimed" }
  | { state: "stored"; id: string; new_best: boolean; rank: number | null; achievements: number };

/** Seconds between attempts; the last one again and again. */
const PAUSES = [1, 2, 4, 8, 16, 30];
const TIMEOUT = 15_000;

/** Not the run's fault: too many requests, or one that took too long. */
const PASSING = new Set([408, 429]);

/** A run that its browser did not live to see the end of ended with its last key. */
const endOf = ({ end, keys }: KeptRun) =>
  end ?? { outcome: "quit" as const, at: keys.at(-1)?.[0] ?? 0 };

function requestOf(run: KeptRun): [path: string, body: object] {
  const { outcome, at } = endOf(run);
  const body = { outcome, key_sequence: run.keys, ended_at_ms: at };
  if (run.player !== null) return ["/api/game/end", { session_token: run.token, ...body }];
  const { token: ticket, receipt } = run;
  return ["/api/game/claim", { ticket, ...(receipt && { receipt }), ...body }];
}

interface Stored {
  result: { id: string };
  new_best: boolean;
  rank: number | null;
  achievements: unknown[];
}

const post = (path: string, body: object) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT),
  });

async function attempt(run: KeptRun): Promise<Delivery> {
  const response = await post(...requestOf(run));
  if (response.ok) {
    const { result, new_best, rank, achievements } = (await response.json()) as Stored;
    return {
      state: "stored",
      id: result.id,
      new_best,
      rank,
      achievements: achievements.length,
    };
  }
  if (response.status >= 500 || PASSING.has(response.status)) return { state: "waiting" };
  if (response.status === 401) return { state: "unclaimed", player: run.player };
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  if (problem.code === "already_claimed") return { state: "claimed" };
  const reason = problem.detail ?? problem.title ?? `The server answered ${response.status}`;
  return { state: "refused", reason };
}

/** Waits, or less long when the network comes back. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    window.addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}

/** For whom runs are sent. */
export interface Sender {
  /** Who is signed in. */
  viewer: string | null;
  /** Whether they asked for what guests left in this browser: it need not be theirs. */
  claims: boolean;
}

/** Sends `run` until the server has decided, and then forgets it. */
export async function deliver(
  run: KeptRun,
  { viewer, claims }: Sender,
  onChange: (delivery: Delivery) => void,
  signal: AbortSignal,
): Promise<Delivery> {
  const told = (delivery: Delivery) => {
    if (!signal.aborted) onChange(delivery);
    return delivery;
  };
  const theirs = run.player === null ? claims : run.player === viewer;
  if (viewer === null || !theirs) {
    return told({ state: "unclaimed", player: run.player });
  }
  told({ state: "sending" });
  for (let tries = 0; ; tries += 1) {
    const delivery = await attempt(run).catch((): Delivery => ({ state: "waiting" }));
    if (delivery.state !== "waiting") {
      if (delivery.state !== "unclaimed") await forgetRun(run.session_id);
      return told(delivery);
    }
    told(delivery);
    if (signal.aborted) return delivery;
    await pause(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 30, signal);
    if (signal.aborted) return delivery;
  }
}

/** Lets the server certify that a guest's log is there, so that its player has time to register. */
export async function certify(run: KeptRun): Promise<string | undefined> {
  const { outcome, at } = endOf(run);
  const bytes = new TextEncoder().encode(JSON.stringify([outcome, run.keys, at]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const digest = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const response = await post("/api/game/receipt", { ticket: run.token, digest });
  if (!response.ok) return undefined;
  return ((await response.json()) as { receipt: string }).receipt;
}

/** Keeps the log so far at the server, in case that nothing more comes. Nobody waits for it. */
export function checkpoint({ token, keys }: Pick<KeptRun, "token" | "keys">): void {
  fetch("/api/game/progress", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ session_token: token, key_sequence: keys }),
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch(() => {});
}
