/** Runs that the server has not acknowledged, kept in this browser (IndexedDB) through crashes and closed tabs. */
import { createStore, del, get, set, values } from "idb-keyval";
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";
import type { KeyPress } from "../../engine/v1/replay.ts";
import type { Outcome } from "../../engine/v1/state.ts";
import { setRunsFlag } from "./runs-flag.ts";

export interface KeptRun {
  session_id: string;
  /** Whose run it is; null for a guest's. */
  player: string | null;
  /** The session's token, or the guest's ticket. */
  token: string;
  /** Says when a guest's log was there. */
  receipt?: string;
  mode: Mode;
  language: Language;
  difficulty: Difficulty;
  /** Milliseconds since 1970, by this browser's clock. */
  started_at: number;
  keys: KeyPress[];
  /** How it ended; null while it is played, and when the browser crashed. */
  end: { outcome: Outcome; at: number } | null;
}

const open = () => createStore("pro-dev", "runs");
let store: ReturnType<typeof open> | undefined;
const runs = () => {
  store ??= open();
  return store;
};

/** Keeps `run` as it is now. A browser that stores nothing (a private window) is no error. */
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

/** The oldest first. */
export async function allRuns(): Promise<KeptRun[]> {
  const all = await values<KeptRun>(runs()).catch(() => []);
  return all.sort((a, b) => a.started_at - b.started_at);
}

const lockOf = (sessionId: string) => `pro-dev.run.${sessionId}`;

/** Marks a run as being played here until the returned function is called. */
export function lockRun(sessionId: string): () => void {
  let done = () => {};
  const over = new Promise<void>((resolve) => {
    done = resolve;
  });
  navigator.locks?.request(lockOf(sessionId), () => over);
  return done;
}

/**
 * Does `work` with a run that nobody plays or sends just now, in any tab;
 * undefined when somebody does.
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
