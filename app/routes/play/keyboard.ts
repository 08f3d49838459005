/**
 * Reads keys from hardware keyboards and soft keyboards. Keys that the game does not use are left to the
 * browser.
 */
import type { Controls } from "../../contracts/settings.ts";
import { hasSoftKeyboard } from "./soft-keyboard.ts";
import { plainCharacter, readTextInput } from "./text-input.ts";

export interface KeyHandlers {
  /** One printable character, `Enter`, `Tab` or `Escape`. */
  onKey(key: string): void;
  onQuit(): void;
  onRestart(): void;
  onMute(): void;
  onAloud(): void;
  /** An input method began to compose; its text is ignored. */
  onComposing(): void;
}

const NAMED = new Set(["Enter", "Tab", "Escape"]);
/** Values of `key` that name no key. Their text arrives through the input element, if at all. */
const UNNAMED = new Set(["Process", "Dead", "Unidentified"]);

function isShortcut(event: KeyboardEvent): boolean {
  if (event.metaKey) return true;
  if (!event.ctrlKey && !event.altKey) return false;
  const character = event.key.length === 1;
  if (event.getModifierState("AltGraph") && character) return false;
  // Some systems report AltGr as Ctrl+Alt: it types signs, where shortcuts have letters or digits.
  if (event.ctrlKey && event.altKey && character && !/[a-z0-9]/i.test(event.key)) return false;
  // Option types characters on a Mac, braces and brackets among them.
  const option = event.altKey && !event.ctrlKey && /^Mac/.test(navigator.platform);
  return !(option && character);
}

/** Returns the key as the game takes it; undefined for keys that it ignores. */
function gameKey(event: KeyboardEvent, controls: Controls): string | undefined {
  const { key } = event;
  if (event.isComposing || UNNAMED.has(key) || isShortcut(event)) return undefined;
  if (key === controls.target_key && !event.shiftKey) return "Tab";
  // A Tab that is not the game's own moves the focus to the buttons.
  if (key === "Tab") return undefined;
  return NAMED.has(key) ? key : plainCharacter(key);
}

/** Returns the handler of a key that is a command; undefined for others. */
function commandOf(event: KeyboardEvent, controls: Controls): keyof KeyHandlers | undefined {
  const { key, ctrlKey, shiftKey, altKey, metaKey } = event;
  if (key === "Escape" && shiftKey) return "onQuit";
  if (key === controls.restart_key) return "onRestart";
  if (!ctrlKey || altKey || metaKey) return undefined;
  if (key.toLowerCase() === "m") return "onMute";
  return key === "." ? "onAloud" : undefined;
}

const isOperable = (target: EventTarget | null) =>
  target instanceof Element && target.closest("button, a, summary") !== null;

/** Handles a key. Returns whether the game took it. */
function onKeyDown(event: KeyboardEvent, controls: Controls, handlers: KeyHandlers): boolean {
  const command = commandOf(event, controls);
  if (command) {
    event.preventDefault();
    if (!event.repeat) (handlers[command] as () => void)();
    return true;
  }
  // A focused button keeps the keys that press it.
  if (isOperable(event.target) && (event.key === "Enter" || event.key === " ")) return false;
  const key = gameKey(event, controls);
  // Backspace has no meaning here, and must not go back a page.
  if (key !== undefined || (event.key === "Backspace" && !isShortcut(event)))
    event.preventDefault();
  // A key that is held down counts once.
  if (key === undefined || event.repeat) return key !== undefined;
  // A player who types on does not mean the focused button: the next Space must not press it.
  if (isOperable(event.target)) (event.target as HTMLElement).blur();
  handlers.onKey(key);
  return true;
}

/**
 * Calls `handlers` for each key until the returned function is called.
 *
 * The field has the focus while key events suffice, because a focused input costs each key two more rounds of
 * style and layout (measured) and lets input methods compose. Only soft keyboards and dead keys need the input.
 *
 * @param field takes the focus, and with it the keys
 * @param input takes the text of soft keyboards and dead keys
 * @param controls the keys that the player chose
 */
export function listenForKeys(
  field: HTMLElement,
  input: HTMLInputElement | null,
  controls: Controls,
  handlers: KeyHandlers,
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let focusTarget: HTMLElement = hasSoftKeyboard() && input ? input : field;
  const takeFocus = () => focusTarget.focus({ preventScroll: true });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Dead" && input && focusTarget !== input) {
      focusTarget = input;
      takeFocus();
    }
    const taken = onKeyDown(event, controls, handlers);
    // No other listener needs the event, and React's would take longer than the game's.
    if (taken && event.target !== input) event.stopPropagation();
  };
  window.addEventListener("keydown", onKey, { signal, capture: true });
  const onKeyUp = (event: KeyboardEvent) => event.target === field && event.stopPropagation();
  window.addEventListener("keyup", onKeyUp, { signal, capture: true });
  const frame = field.closest(".play");
  frame?.addEventListener("click", (event) => isOperable(event.target) || takeFocus(), { signal });
  if (input) readTextInput(input, handlers, signal);
  takeFocus();
  return () => listening.abort();
}
