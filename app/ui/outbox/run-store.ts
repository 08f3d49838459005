/**
 * Runs and drills that the server has not acknowledged, kept in this browser (IndexedDB) through crashes and closed tabs. Where
 * the browser refuses that, they are kept in memory, until the tab is closed.
 */

import { createStore, del, set, type UseStore, values } from "idb-keyval";
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";
import type { KeyPress } from "../../engine/replay.ts";
import type { Outcome } from "../../engine/state.ts";
import { setRunsFlag } from "./runs-flag.ts";

interface Kept {
  session_id: string;
  /** The username of its player; null for a guest's. */
  player: string | null;
  /** The session's token, or the guest's ticket. */
  token: string;
  language: Language;
  /** Milliseconds since 1970, by this browser's clock. */
  started_at: number;
  keys: KeyPress[];
}

export interface KeptGame extends Kept {
  /** Runs that an earlier release has kept have no kind. */
  kind?: "game";
  /** The server's certificate of a guest's log. */
  receipt?: string;
  mode: Mode;
  difficulty: Difficulty;
  /** How it ended; null while it is played, and after a crash of the browser. */
  end: { outcome: Outcome; at: number } | null;
}

/** A drill that was typed to its end. One that was not is given up, and guests' are not stored. */
export interface KeptDrill extends Kept {
  kind: "drill";
  player: string;
  end: { at: number };
}

export type KeptRun = KeptGame | KeptDrill;

let store: UseStore | undefined;
/** The runs that the browser did not store. */
const inMemory = new Map<string, KeptRun>();

/** Returns the result of `work`; undefined where the browser refuses IndexedDB, which may throw anywhere. */
async function inStore<T>(work: (store: UseStore) => Promise<T>): Promise<T | undefined> {
  try {
    store ??= createStore("pro-dev", "runs");
    return await work(store);
  } catch {
    return undefined;
  }
}

/** Stores `run`. Returns whether it outlives the tab. */
export async function keepRun(run: KeptRun): Promise<boolean> {
  setRunsFlag(true);
  const stored = await inStore((store) => set(run.session_id, run, store).then(() => true));
  if (stored) inMemory.delete(run.session_id);
  else inMemory.set(run.session_id, run);
  return stored ?? false;
}

export async function forgetRun(sessionId: string): Promise<void> {
  inMemory.delete(sessionId);
  await inStore((store) => del(sessionId, store));
  if ((await allRuns()).length === 0) setRunsFlag(false);
}

/** Returns all runs, the oldest first. */
export async function allRuns(): Promise<KeptRun[]> {
  const stored = (await inStore((store) => values<KeptRun>(store))) ?? [];
  const others = stored.filter(({ session_id }) => !inMemory.has(session_id));
  return [...others, ...inMemory.values()].sort((a, b) => a.started_at - b.started_at);
}

/** Returns whether runs outlive the tab in this browser. */
export const canKeepRuns = async (): Promise<boolean> =>
  (await inStore((store) => values(store))) !== undefined;

const lockOf = (sessionId: string) => `pro-dev.run.${sessionId}`;

/** Holds the lock of a run that is played in this tab, until the returned function is called. */
export function lockRun(sessionId: string): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Browsers that refuse storage refuse locks as well.
  navigator.locks?.request(lockOf(sessionId), () => released).catch(() => {});
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
  let answered = false;
  try {
    return await navigator.locks.request(lockOf(sessionId), { ifAvailable: true }, (lock) => {
      answered = true;
      return lock ? work() : undefined;
    });
  } catch (error) {
    if (answered) throw error;
    return work();
  }
}
