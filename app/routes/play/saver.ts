import type { Outcome } from "../../engine/state.ts";
import type { Delivery } from "../../ui/outbox/delivery.ts";

/** What a game tells of its run, so that nothing of it is lost: `RunSaver`, unless no server knows of the run. */
export interface Saver {
  readonly isKept: boolean;
  save(): void;
  pressed(): void;
  checkpoint(): void;
  finish(outcome: Outcome, at: number, onChange: (delivery: Delivery) => void): Promise<Delivery>;
  abandon(at: number): Promise<void>;
  discard(): Promise<void>;
  close(): void;
}
