/**
 * The keys of a race on their way to the server: in numbered batches, each kept until it is acknowledged, so that a lost
 * connection loses none. What the server changed counts from then on (docs/decisions/0053-races.md). No clock, no socket.
 */
import { MAX_BATCH_KEYS } from "../../../contracts/race-constants.ts";
import type { Batch, ServerMessage } from "../../../contracts/race-protocol.ts";
import type { KeyPress } from "../../../engine/replay.ts";

type Message<Type extends ServerMessage["type"]> = Extract<ServerMessage, { type: Type }>;
type OwnRun = NonNullable<NonNullable<Message<"welcome">["race"]>["own"]>;

export class KeyBatches {
  /** The keys that the server has acknowledged, as they count. */
  #acknowledged: KeyPress[] = [];
  /** The batches without an acknowledgement, in order. */
  #waiting: Batch[] = [];
  #seq = 0;

  /** The batches to send again over a new socket. */
  get waiting(): readonly Batch[] {
    return this.#waiting;
  }

  /** Returns the keys that are in a batch, as far as is known as they count. */
  get keys(): KeyPress[] {
    return [...this.#acknowledged, ...this.#waiting.flatMap(({ keys }) => keys)];
  }

  get #count(): number {
    return this.#waiting.reduce(
      (count, { keys }) => count + keys.length,
      this.#acknowledged.length,
    );
  }

  /** Returns whether the log of a run has keys that are in no batch. */
  hasNew(log: readonly KeyPress[]): boolean {
    return log.length > this.#count;
  }

  /**
   * Puts what is new in the log of a run into batches: one without keys if nothing is.
   *
   * @param until the time of the run; none of its further keys is earlier
   * @param quit whether the player quits with the last of these keys
   */
  cut(log: readonly KeyPress[], until: number, quit: boolean): Batch[] {
    let rest = log.slice(this.#count);
    const batches: Batch[] = [];
    do {
      const keys = rest.slice(0, MAX_BATCH_KEYS);
      rest = rest.slice(MAX_BATCH_KEYS);
      const isLast = rest.length === 0;
      this.#seq += 1;
      batches.push({
        type: "keys",
        seq: this.#seq,
        keys,
        until: isLast ? until : (keys.at(-1)?.[0] ?? until),
        ...(isLast && quit && { quit }),
      });
    } while (rest.length > 0);
    this.#waiting.push(...batches);
    return batches;
  }

  /** Takes an acknowledgement. Returns the whole log of the run if the server changed keys, otherwise undefined. */
  acknowledge(
    { seq, corrected = [] }: Pick<Message<"ack">, "seq" | "corrected">,
    log: readonly KeyPress[],
  ): KeyPress[] | undefined {
    const unsent = log.slice(this.#count);
    for (const { seq: changed, keys } of corrected) {
      const batch = this.#waiting.find((each) => each.seq === changed);
      if (batch) batch.keys = keys;
    }
    while (this.#waiting[0] && this.#waiting[0].seq <= seq) {
      this.#acknowledged.push(...(this.#waiting.shift()?.keys ?? []));
    }
    return corrected.length > 0 ? this.#with(unsent, 0) : undefined;
  }

  /**
   * Goes on from the run as the server has it: of what it has not got yet, keys before `settled` come too late.
   *
   * @returns the whole log of the run
   */
  resume({ seq, keys, settled }: OwnRun, log: readonly KeyPress[]): KeyPress[] {
    const unsent = log.slice(this.#count);
    this.#acknowledged = [...keys];
    this.#waiting = this.#waiting
      .filter((batch) => batch.seq > seq)
      .map((batch) => ({
        ...batch,
        keys: batch.keys.filter(([t]) => t >= settled),
        until: Math.max(batch.until, settled),
      }));
    this.#seq = Math.max(this.#seq, seq);
    return this.#with(unsent, settled);
  }

  /** Returns the log with keys that are in no batch yet: in order, without those before `settled`. */
  #with(unsent: readonly KeyPress[], settled: number): KeyPress[] {
    const log = this.keys;
    const last = log.at(-1)?.[0] ?? 0;
    for (const [t, key] of unsent) if (t >= settled) log.push([Math.max(t, last), key]);
    return log;
  }
}
