/**
 * Saves a run while it is played: its key log in the browser after each bug and at the server from time to time,
 * and finally its end at the server.
 */

import type { KeyPress } from "../../engine/replay.ts";
import type { Outcome } from "../../engine/state.ts";
import {
  certify,
  checkpoint,
  type Delivery,
  deliver,
  signedInUser,
} from "../../ui/outbox/delivery.ts";
import { answerOtherTabs } from "../../ui/outbox/other-tabs.ts";
import type { KeptGame } from "../../ui/outbox/run-store.ts";
import { forgetRun, keepRun, lockRun } from "../../ui/outbox/run-store.ts";
import type { Saver } from "./saver.ts";
import { endToken } from "./started-run.ts";

/** The longest time between two checkpoints in milliseconds, while the player types. */
const CHECKPOINT_INTERVAL = 10_000;

export interface SaverHandlers {
  /** The player starts a game in another tab, which closes this one's session: the run has to end now. */
  onStartElsewhere(): void;
  /** The session was closed already, by a game that was started elsewhere. */
  onClosed(): void;
}

export class RunSaver implements Saver {
  #run: KeptGame;
  #viewer: string | null;
  #handlers: SaverHandlers;
  #release: () => void;
  #closed = new AbortController();
  #finished: Promise<Delivery> | undefined;
  #isKept = true;
  /** On the clock of `performance.now()`. */
  #nextCheckpointAt = 0;

  /** @param keys the key log of the run, which grows while it is played */
  constructor(
    game: Parameters<typeof endToken>[0],
    viewer: string | null,
    keys: KeyPress[],
    handlers: SaverHandlers,
  ) {
    const { session_id, mode, language, difficulty } = game;
    this.#viewer = viewer;
    this.#handlers = handlers;
    this.#run = {
      session_id,
      player: viewer,
      token: endToken(game),
      mode,
      language,
      difficulty,
      started_at: Date.now(),
      keys,
      end: null,
    };
    this.#release = lockRun(session_id);
    const { signal } = this.#closed;
    window.addEventListener("pagehide", () => this.save(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.save(), { signal });
    // The server closes no guest's run.
    if (viewer !== null) answerOtherTabs(session_id, () => this.#endForOtherTab(), signal);
  }

  /** Whether the end of the run outlives this tab. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Ends the run and delivers it, unless another account plays in the other tab. */
  async #endForOtherTab(): Promise<void> {
    if (!this.#finished && (await signedInUser()) !== this.#viewer) return;
    if (!this.#finished) this.#handlers.onStartElsewhere();
    await this.#finished;
  }

  /** Saves the log so far in this browser. */
  save(): void {
    if (!this.#run.end && this.#run.keys.length > 0) void keepRun(this.#run);
  }

  /** Has to be called after each key. Saves the log so far at the server with the first key, and then every 10 s. */
  pressed(): void {
    if (performance.now() >= this.#nextCheckpointAt) this.checkpoint();
  }

  /**
   * Saves the log so far at the server. Called just after a key, because the time when it arrives vouches for the time of
   * its last key (record 40).
   */
  checkpoint(): void {
    if (this.#run.end || this.#viewer === null || this.#run.keys.length === 0) return;
    this.#nextCheckpointAt = performance.now() + CHECKPOINT_INTERVAL;
    checkpoint(this.#run).then((open) => open || this.#run.end || this.#handlers.onClosed());
  }

  /** Saves the end of the run and delivers it to the server. Retries until it is stored or refused. */
  finish(outcome: Outcome, at: number, onChange: (delivery: Delivery) => void): Promise<Delivery> {
    this.#run.end = { outcome, at };
    this.#finished = this.#deliver(onChange);
    return this.#finished;
  }

  async #deliver(onChange: (delivery: Delivery) => void): Promise<Delivery> {
    this.#isKept = await keepRun(this.#run);
    if (this.#viewer === null) await this.#certify();
    const delivery = await deliver(
      this.#run,
      { viewer: this.#viewer, claims: false },
      onChange,
      this.#closed.signal,
    );
    this.#release();
    return delivery;
  }

  /** Gets a receipt for a guest's run. Without one the run can still be claimed, but its log counts as late. */
  async #certify(): Promise<void> {
    const receipt = await certify(this.#run).catch(() => undefined);
    if (!receipt) return;
    this.#run.receipt = receipt;
    await keepRun(this.#run);
  }

  /** Saves the run as ended at `at`, because the player left the page. Another page will deliver it. */
  async abandon(at: number): Promise<void> {
    if (!this.#run.end && this.#run.keys.length > 0) {
      this.#run.end = { outcome: "quit", at };
      await keepRun(this.#run);
    }
    this.close();
  }

  /** Deletes the run from this browser, because the player restarted it. */
  async discard(): Promise<void> {
    await forgetRun(this.#run.session_id);
    this.close();
  }

  /** Stops saving. Other pages may deliver the saved run from now on. */
  close(): void {
    this.#closed.abort();
    this.#release();
  }
}
