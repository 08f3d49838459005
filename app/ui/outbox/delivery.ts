/** Sends finished runs and drills to the server until it answers. Until then the key log exists only in this browser. */
import type { Problem, ProblemCode } from "../../contracts/problem.ts";
import type { Outcome } from "../../engine/state.ts";
import { forgetRun, type KeptGame, type KeptRun } from "./run-store.ts";

export type Delivery =
  | { state: "sending" }
  /** No answer yet; it is tried again automatically. */
  | { state: "waiting" }
  /**
   * Its player has to sign in first; for a guest's run (null), anybody. `other` is the account that is signed in
   * in their place, in another tab.
   */
  | { state: "unclaimed"; player: string | null; other?: string }
  | { state: "refused"; reason: string }
  /** A run that was played without the server, which never hears of it. */
  | { state: "unstored" }
  /** A guest's run that an account has claimed already. */
  | { state: "claimed" }
  | {
      state: "stored";
      id: string;
      /** A drill has none. */
      score: number | undefined;
      new_best: boolean;
      rank: number | null;
      achievements: number;
    };

/** Seconds between attempts; the last one repeats. */
const PAUSES = [1, 2, 4, 8, 16, 30];
const TIMEOUT = 15_000;

/**
 * The answers of the server after which a run is deleted, because it will never be accepted. After any other it is
 * kept and tried again: an answer may come from a proxy or from a release that is being rolled back.
 */
const FINAL = new Set<ProblemCode | undefined>([
  "session_closed",
  "session_expired",
  "engine_outdated",
  "log_rejected",
  "validation_failed",
  "malformed_body",
  "body_too_large",
]);

/** Returns how a run ended; one that the browser did not see end was left with its last key. A drill has no outcome. */
const endOf = ({ end, keys }: KeptRun): { outcome?: Outcome; at: number } =>
  end ?? { outcome: "quit", at: keys.at(-1)?.[0] ?? 0 };

function requestOf(run: KeptRun): [path: string, body: object] {
  const { outcome, at } = endOf(run);
  const body = { outcome, key_sequence: run.keys, ended_at_ms: at };
  if (run.kind === "drill" || run.player !== null) {
    const area = run.kind === "drill" ? "typing" : "game";
    return [`/api/${area}/end`, { session_token: run.token, ...body }];
  }
  const { token: ticket, receipt } = run;
  return ["/api/game/claim", { ticket, ...(receipt && { receipt }), ...body }];
}

/** The answer to a run; that to a drill has only the first. */
interface StoredResult {
  result: { id: string; final_score?: number };
  new_best?: boolean;
  rank?: number | null;
  achievements?: unknown[];
}

const post = (path: string, body: object) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT),
  });

/** Returns the username that is signed in in this browser; null when nobody is. @throws without an answer */
export async function signedInUser(): Promise<string | null> {
  const response = await fetch("/api/user/profile", { signal: AbortSignal.timeout(TIMEOUT) });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return ((await response.json()) as { username: string }).username;
}

/**
 * Sends `run` once.
 *
 * @param isOwner whether the server has said that the run's player is signed in
 */
async function attempt(run: KeptRun, isOwner = false): Promise<Delivery> {
  const response = await post(...requestOf(run));
  if (response.ok) {
    const stored = (await response.json()) as StoredResult;
    const { result, new_best = false, rank = null, achievements = [] } = stored;
    return {
      state: "stored",
      id: result.id,
      score: result.final_score,
      new_best,
      rank,
      achievements: achievements.length,
    };
  }
  if (response.status === 401) return { state: "unclaimed", player: run.player };
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const refused: Delivery = {
    state: "refused",
    reason: problem.detail ?? problem.title ?? `The server answered ${response.status}`,
  };
  if (problem.code === "already_claimed") return { state: "claimed" };
  if (problem.code === "session_not_found") {
    if (isOwner) return refused;
    // The same answer when another account has signed in since: in another tab, or before this page was left.
    const other = await signedInUser();
    if (other === run.player) return attempt(run, true);
    return { state: "unclaimed", player: run.player, ...(other !== null && { other }) };
  }
  return FINAL.has(problem.code) ? refused : { state: "waiting" };
}

/** The event by which the player asks for another attempt. */
const RETRY = "pro-dev.retry";

/** Has the runs that wait for an answer sent again now. */
export const retryDelivery = (): void => void window.dispatchEvent(new Event(RETRY));

/** Resolves after `seconds`, or as soon as the network is back, or when asked to, or when `signal` is aborted. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      for (const name of ["online", RETRY]) window.removeEventListener(name, end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    for (const name of ["online", RETRY]) window.addEventListener(name, end);
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
export async function certify(run: KeptGame): Promise<string | undefined> {
  const { outcome, at } = endOf(run);
  const bytes = new TextEncoder().encode(JSON.stringify([outcome, run.keys, at]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const digest = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const response = await post("/api/game/receipt", { ticket: run.token, digest });
  if (!response.ok) return undefined;
  return ((await response.json()) as { receipt: string }).receipt;
}

/** Stores the log so far at the server, in case that the browser crashes. Resolves to false if the run was closed. */
export async function checkpoint({
  token,
  keys,
}: Pick<KeptRun, "token" | "keys">): Promise<boolean> {
  const answer = fetch("/api/game/progress", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ session_token: token, key_sequence: keys }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  return answer.then(({ status }) => status !== 409).catch(() => true);
}
