/**
 * Sees to it that nothing of a run is lost: keeps its log in the browser after
 * each bug and at the server after each wave, and brings its end to the server.
 */
import type { KeyPress } from "../../engine/v1/replay.ts";
import type { Outcome } from "../../engine/v1/state.ts";
import { certify, checkpoint, type Delivery, deliver } from "../../ui/outbox/delivery.ts";
import { forgetRun, type KeptRun, keepRun, playHere } from "../../ui/outbox/store.ts";
import { type StartedRun, sessionToken } from "./started-run.ts";

export class RunSaver {
  #run: KeptRun;
  #viewer: string | null;
  #release: () => void;
  #over = new AbortController();

  /** @param keys the log of the run, which grows */
  constructor(game: StartedRun, viewer: string | null, keys: KeyPress[]) {
    const { session_id, mode, language, difficulty } = game;
    this.#viewer = viewer;
    this.#run = {
      session_id,
      player: viewer,
      token: sessionToken(game),
      mode,
      language,
      difficulty,
      started_at: Date.now(),
      keys,
      end: null,
    };
    this.#release = playHere(session_id);
    const { signal } = this.#over;
    window.addEventListener("pagehide", () => this.save(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.save(), { signal });
  }

  /** Keeps the log so far in this browser. */
  save(): void {
    if (!this.#run.end && this.#run.keys.length > 0) void keepRun(this.#run);
  }

  /** Keeps the log so far at the server: just after a key, because what comes in later than that is late. */
  checkpoint(): void {
    if (!this.#run.end && this.#viewer !== null) checkpoint(this.#run);
  }

  /** The run is over: brings it to the server, if that takes until the browser is opened again. */
  async finish(
    outcome: Outcome,
    at: number,
    onChange: (delivery: Delivery) => void,
  ): Promise<Delivery> {
    this.#run.end = { outcome, at };
    await keepRun(this.#run);
    if (this.#viewer === null) await this.#certify();
    const delivery = await deliver(
      this.#run,
      { viewer: this.#viewer, claims: false },
      onChange,
      this.#over.signal,
    );
    this.#release();
    return delivery;
  }

  /** Without a receipt a guest's run can still be claimed, but as late as that is. */
  async #certify(): Promise<void> {
    const receipt = await certify(this.#run).catch(() => undefined);
    if (!receipt) return;
    this.#run.receipt = receipt;
    await keepRun(this.#run);
  }

  /** The player left in the middle: the run ended there. Another page will send it. */
  async abandon(at: number): Promise<void> {
    if (!this.#run.end && this.#run.keys.length > 0) {
      this.#run.end = { outcome: "quit", at };
      await keepRun(this.#run);
    }
    this.close();
  }

  /** The player begins anew: this run is not wanted. */
  async discard(): Promise<void> {
    await forgetRun(this.#run.session_id);
    this.close();
  }

  /** Lets go: what is kept may be sent from elsewhere. */
  close(): void {
    this.#over.abort();
    this.#release();
  }
}
