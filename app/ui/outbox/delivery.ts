/** Sends finished runs to the server until it answers. Until then the key log exists only in this browser. */
import type { Problem } from "../../contracts/problem.ts";
import { forgetRun, type KeptRun } from "./run-store.ts";

export type Delivery =
  | { state: "sending" }
  /** No answer yet; it is tried again automatically. */
  | { state: "waiting" }
  /** Its player has to sign in first; for a guest's run (null), anybody. */
  | { state: "unclaimed"; player: string | null }
  | { state: "refused"; reason: string }
  /** A guest's run that an account has claimed already. */
  | { state: "claimed" }
  | { state: "stored"; id: string; new_best: boolean; rank: number | null; achievements: number };

/** Seconds between attempts; the last one repeats. */
const PAUSES = [1, 2, 4, 8, 16, 30];
const TIMEOUT = 15_000;

/** Statuses after which it is tried again: a timeout, or too many requests. */
const RETRIED = new Set([408, 429]);

/** Returns how a run ended; one that the browser did not see end was left with its last key. */
const endOf = ({ end, keys }: KeptRun) =>
  end ?? { outcome: "quit" as const, at: keys.at(-1)?.[0] ?? 0 };

function requestOf(run: KeptRun): [path: string, body: object] {
  const { outcome, at } = endOf(run);
  const body = { outcome, key_sequence: run.keys, ended_at_ms: at };
  if (run.player !== null) return ["/api/game/end", { session_token: run.token, ...body }];
  const { token: ticket, receipt } = run;
  return ["/api/game/claim", { ticket, ...(receipt && { receipt }), ...body }];
}

interface StoredResult {
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
    const { result, new_best, rank, achievements } = (await response.json()) as StoredResult;
    return {
      state: "stored",
      id: result.id,
      new_best,
      rank,
      achievements: achievements.length,
    };
  }
  if (response.status >= 500 || RETRIED.has(response.status)) return { state: "waiting" };
  if (response.status === 401) return { state: "unclaimed", player: run.player };
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  if (problem.code === "already_claimed") return { state: "claimed" };
  const reason = problem.detail ?? problem.title ?? `The server answered ${response.status}`;
  return { state: "refused", reason };
}

/** Resolves after `seconds`, or as soon as the network is back, or when `signal` is aborted. */
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

/** The account for which runs are sent. */
export interface Sender {
  /** The username that is signed in. */
  viewer: string | null;
  /** Whether it also claims the runs that guests left in this browser, which the player has to ask for. */
  claims: boolean;
}

/** Sends `run` until the server has accepted or refused it, and then deletes it from this browser. */
export async function deliver(
  run: KeptRun,
  { viewer, claims }: Sender,
  onChange: (delivery: Delivery) => void,
  signal: AbortSignal,
): Promise<Delivery> {
  const report = (delivery: Delivery) => {
    if (!signal.aborted) onChange(delivery);
    return delivery;
  };
  const isSent = run.player === null ? claims : run.player === viewer;
  if (viewer === null || !isSent) {
    return report({ state: "unclaimed", player: run.player });
  }
  report({ state: "sending" });
  for (let tries = 0; ; tries += 1) {
    const delivery = await attempt(run).catch((): Delivery => ({ state: "waiting" }));
    if (delivery.state !== "waiting") {
      if (delivery.state !== "unclaimed") await forgetRun(run.session_id);
      return report(delivery);
    }
    report(delivery);
    if (signal.aborted) return delivery;
    await pause(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 30, signal);
    if (signal.aborted) return delivery;
  }
}

/** Has the server certify that a guest's log exists, so that its player has time to register. Returns the receipt. */
export async function certify(run: KeptRun): Promise<string | undefined> {
  const { outcome, at } = endOf(run);
  const bytes = new TextEncoder().encode(JSON.stringify([outcome, run.keys, at]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const digest = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const response = await post("/api/game/receipt", { ticket: run.token, digest });
  if (!response.ok) return undefined;
  return ((await response.json()) as { receipt: string }).receipt;
}

/** Stores the log so far at the server, in case that the browser crashes. Does not wait for the answer. */
export function checkpoint({ token, keys }: Pick<KeptRun, "token" | "keys">): void {
  fetch("/api/game/progress", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ session_token: token, key_sequence: keys }),
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch(() => {});
}
