/** Switches that this browser remembers, for guests too. */
import { useSyncExternalStore } from "react";

interface StoredValue {
  on: boolean;
  /** The account's setting when it was switched here: a later change of that setting wins. */
  instead: boolean;
}

function readStored(key: string): StoredValue | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof stored?.on === "boolean" ? stored : undefined;
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

  /** @param preset the value until it is switched in this browser */
  constructor(name: string, preset: boolean) {
    this.#key = `pro-dev.${name}`;
    this.#preset = preset;
    const stored = readStored(this.#key);
    this.#on = stored?.instead === preset ? stored.on : preset;
  }

  // Arrow functions, because React calls them without `this`.
  readonly isOn = (): boolean => this.#on;

  readonly toggle = (): void => {
    this.#on = !this.#on;
    try {
      const stored: StoredValue = { on: this.#on, instead: this.#preset };
      localStorage.setItem(this.#key, JSON.stringify(stored));
    } catch {
      // Then the value is lost with the page.
    }
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Returns whether the switch is on, and renders again when that changes. */
export function useStoredSwitch(toggle: StoredSwitch): boolean {
  return useSyncExternalStore(toggle.subscribe, toggle.isOn, () => false);
}
