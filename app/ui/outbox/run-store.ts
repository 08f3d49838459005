/** Runs that the server has not acknowledged, kept in this browser (IndexedDB) through crashes and closed tabs. */

import { createStore, del, get, set, values } from "idb-keyval";
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";
import type { KeyPress } from "../../engine/replay.ts";
import type { Outcome } from "../../engine/state.ts";
import { setRunsFlag } from "./runs-flag.ts";

export interface KeptRun {
  session_id: string;
  /** The username of its player; null for a guest's. */
  player: string | null;
  /** The session's token, or the guest's ticket. */
  token: string;
  /** The server's certificate of a guest's log. */
  receipt?: string;
  mode: Mode;
  language: Language;
  difficulty: Difficulty;
  /** Milliseconds since 1970, by this browser's clock. */
  started_at: number;
  keys: KeyPress[];
  /** How it ended; null while it is played, and after a crash of the browser. */
  end: { outcome: Outcome; at: number } | null;
}

const open = () => createStore("pro-dev", "runs");
let store: ReturnType<typeof open> | undefined;
const runs = () => {
  store ??= open();
  return store;
};

/** Stores `run`. A browser that stores nothing (a private window) is no error. */
export async function keepRun(run: KeptRun): Promise<void> {
  setRunsFlag(true);
  await set(run.session_id, run, runs()).catch(() => undefined);
}

export const findRun = (sessionId: string): Promise<KeptRun | undefined> =>
  get<KeptRun>(sessionId, runs()).catch(() => undefined);

export async function forgetRun(sessionId: string): Promise<void> {
  await del(sessionId, runs()).catch(() => undefined);
  if ((await allRuns()).length === 0) setRunsFlag(false);
}

/** Returns all runs, the oldest first. */
export async function allRuns(): Promise<KeptRun[]> {
  const all = await values<KeptRun>(runs()).catch(() => []);
  return all.sort((a, b) => a.started_at - b.started_at);
}

const lockOf = (sessionId: string) => `pro-dev.run.${sessionId}`;

/** Holds the lock of a run that is played in this tab, until the returned function is called. */
export function lockRun(sessionId: string): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks?.request(lockOf(sessionId), () => released);
  return release;
}

/**
 * Runs `work` under the lock of a run. Returns undefined when another tab holds it, because the run is
 * played or sent there.
 */
export async function withRunLock<T>(
  sessionId: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (!navigator.locks) return work();
  return navigator.locks.request(lockOf(sessionId), { ifAvailable: true }, (lock) =>
    lock ? work() : undefined,
  );
}
