/**
 * Finds out what was typed, on real keyboards and on those of touch screens.
 * What the game has no use for is left to the browser.
 */

import type { Controls } from "../../contracts/settings.ts";

export interface KeyHandlers {
  /** One printable character, `Enter`, `Tab` or `Escape`. */
  onKey(key: string): void;
  onQuit(): void;
  onRestart(): void;
}

/** What the contract lets a key be. */
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]$/u;
const NAMED = new Set(["Enter", "Tab", "Escape"]);
const IMAGINARY = new Set(["Process", "Dead", "Unidentified"]);

/** What "smart" punctuation makes of the characters that code has. */
const PLAIN: Record<string, string> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2013": "-",
  "\u00a0": " ",
};

function isShortcut(event: KeyboardEvent): boolean {
  if (event.metaKey) return true;
  if (!event.ctrlKey && !event.altKey) return false;
  if (event.getModifierState("AltGraph") && event.key.length === 1) return false;
  // Option makes characters on a Mac, braces and brackets among them.
  const option = event.altKey && !event.ctrlKey && /^Mac/.test(navigator.platform);
  return !(option && event.key.length === 1);
}

/** The key that the game is to take, if any. */
export function gameKey(event: KeyboardEvent, controls: Controls): string | undefined {
  const { key } = event;
  if (event.isComposing || IMAGINARY.has(key) || isShortcut(event)) return undefined;
  if (key === controls.target_key && !event.shiftKey) return "Tab";
  // Tab that is not the game's leads to the buttons, for those who need them.
  if (key === "Tab") return undefined;
  if (NAMED.has(key)) return key;
  const plain = PLAIN[key] ?? key;
  return plain.length === 1 && PRINTABLE.test(plain) ? plain : undefined;
}

const isOperable = (target: EventTarget | null) =>
  target instanceof Element && target.closest("button, a, summary") !== null;

function onKeyDown(event: KeyboardEvent, controls: Controls, handlers: KeyHandlers): void {
  const { onKey, onQuit, onRestart } = handlers;
  const quits = event.key === "Escape" && event.shiftKey;
  if (quits || event.key === controls.restart_key) {
    event.preventDefault();
    if (!event.repeat) (quits ? onQuit : onRestart)();
    return;
  }
  // A focused button keeps the keys that press it.
  if (isOperable(event.target) && (event.key === "Enter" || event.key === " ")) return;
  const key = gameKey(event, controls);
  // Backspace means nothing here, and must not lead back a page.
  if (key !== undefined || (event.key === "Backspace" && !isShortcut(event)))
    event.preventDefault();
  if (key === undefined || event.repeat) return;
  // Who types on has not meant the button: the next Space must not press it.
  if (isOperable(event.target)) (event.target as HTMLElement).blur();
  onKey(key);
}

/** Characters from a soft keyboard, which names no keys: what is new in the input. */
function softTyping(input: HTMLInputElement, onKey: (key: string) => void) {
  let before = "";
  const reset = () => {
    input.value = "";
    before = "";
  };
  reset();
  return {
    reset,
    read(event: Event) {
      const { value } = input;
      let same = 0;
      while (same < value.length && value[same] === before[same]) same += 1;
      before = value;
      for (const character of value.slice(same)) {
        const plain = PLAIN[character] ?? character;
        if (plain.length === 1 && PRINTABLE.test(plain)) onKey(plain);
      }
      // Emptied in the middle of a composition, some keyboards would type it all again.
      if (!(event as InputEvent).isComposing) reset();
    },
  };
}

/**
 * Listens until the returned function is called.
 *
 * @param controls the player's own choice of keys
 * @param input keeps a soft keyboard open while it has the focus
 */
export function listenForKeys(
  input: HTMLInputElement | null,
  controls: Controls,
  handlers: KeyHandlers,
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener("keydown", (event) => onKeyDown(event, controls, handlers), { signal });
  if (input) {
    const soft = softTyping(input, handlers.onKey);
    input.addEventListener("input", soft.read, { signal });
    input.addEventListener("compositionend", soft.reset, { signal });
    input.addEventListener(
      "beforeinput",
      (event) => {
        if (event.inputType !== "insertLineBreak" && event.inputType !== "insertParagraph") return;
        event.preventDefault();
        handlers.onKey("Enter");
      },
      { signal },
    );
  }
  return () => listening.abort();
}
