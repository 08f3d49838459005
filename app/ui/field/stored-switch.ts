/** Something that is on or off and that this device remembers, for guests too. */
import { useSyncExternalStore } from "react";

interface StoredValue {
  on: boolean;
  /** What the account said when it was switched: a later change there wins. */
  instead: boolean;
}

function readStored(key: string): StoredValue | undefined {
  try {
    const memory = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof memory?.on === "boolean" ? memory : undefined;
  } catch {
    // Storage can be forbidden.
    return undefined;
  }
}

export class StoredSwitch {
  readonly #key: string;
  readonly #preset: boolean;
  #on: boolean;
  #listeners = new Set<() => void>();

  /** @param preset what holds until it is switched here */
  constructor(name: string, preset: boolean) {
    this.#key = `pro-dev.${name}`;
    this.#preset = preset;
    const memory = readStored(this.#key);
    this.#on = memory?.instead === preset ? memory.on : preset;
  }

  // Handed to React as functions of their own.
  readonly isOn = (): boolean => this.#on;

  readonly toggle = (): void => {
    this.#on = !this.#on;
    try {
      const memory: StoredValue = { on: this.#on, instead: this.#preset };
      localStorage.setItem(this.#key, JSON.stringify(memory));
    } catch {
      // Then it holds until the page is left.
    }
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Whether `one` is on, rendered anew when that changes. */
export function useStoredSwitch(one: StoredSwitch): boolean {
  return useSyncExternalStore(one.subscribe, one.isOn, () => false);
}
