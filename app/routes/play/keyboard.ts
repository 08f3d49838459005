/**
 * Finds out what was typed, on real keyboards and on those of touch screens.
 * What the game has no use for is left to the browser.
 */
import type { Controls } from "../../contracts/settings.ts";
import { plainCharacter, readTextInput } from "./text-input.ts";

export interface KeyHandlers {
  /** One printable character, `Enter`, `Tab` or `Escape`. */
  onKey(key: string): void;
  onQuit(): void;
  onRestart(): void;
  onMute(): void;
  onAloud(): void;
  /** An input method has begun to compose: what it makes is not taken. */
  onComposing(): void;
}

const NAMED = new Set(["Enter", "Tab", "Escape"]);
/** Names of no key: what they type comes by way of the input, if at all. */
const IMAGINARY = new Set(["Process", "Dead", "Unidentified"]);

function isShortcut(event: KeyboardEvent): boolean {
  if (event.metaKey) return true;
  if (!event.ctrlKey && !event.altKey) return false;
  const character = event.key.length === 1;
  if (event.getModifierState("AltGraph") && character) return false;
  // AltGr that does not give its name: it makes signs, where shortcuts have letters.
  if (event.ctrlKey && event.altKey && character && !/[a-z0-9]/i.test(event.key)) return false;
  // Option makes characters on a Mac, braces and brackets among them.
  const option = event.altKey && !event.ctrlKey && /^Mac/.test(navigator.platform);
  return !(option && character);
}

/** The key that the game is to take, if any. */
function gameKey(event: KeyboardEvent, controls: Controls): string | undefined {
  const { key } = event;
  if (event.isComposing || IMAGINARY.has(key) || isShortcut(event)) return undefined;
  if (key === controls.target_key && !event.shiftKey) return "Tab";
  // Tab that is not the game's leads to the buttons, for those who need them.
  if (key === "Tab") return undefined;
  return NAMED.has(key) ? key : plainCharacter(key);
}

/** What a key does besides typing. */
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

/** @returns whether the game took it */
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
  // Backspace means nothing here, and must not lead back a page.
  if (key !== undefined || (event.key === "Backspace" && !isShortcut(event)))
    event.preventDefault();
  // A key that is held down is one key.
  if (key === undefined || event.repeat) return key !== undefined;
  // Who types on has not meant the button: the next Space must not press it.
  if (isOperable(event.target)) (event.target as HTMLElement).blur();
  handlers.onKey(key);
  return true;
}

/** Where there is a soft keyboard. */
const isTouch = () => window.matchMedia("(pointer: coarse)").matches;

/**
 * Listens until the returned function is called.
 *
 * The field has the focus as long as key events tell all: a focused input costs each
 * key two more rounds of style and layout (measured), and lets input methods
 * compose. Soft keyboards and dead keys need one.
 *
 * @param field takes the focus, and with it the keys
 * @param input takes what soft keyboards and dead keys type
 * @param controls the player's own choice of keys
 */
export function listenForKeys(
  field: HTMLElement,
  input: HTMLInputElement | null,
  controls: Controls,
  handlers: KeyHandlers,
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let home: HTMLElement = isTouch() && input ? input : field;
  const goHome = () => home.focus({ preventScroll: true });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Dead" && input && home !== input) {
      home = input;
      goHome();
    }
    const taken = onKeyDown(event, controls, handlers);
    // Nobody else has to hear of it; React would take longer over it than the game.
    if (taken && event.target !== input) event.stopPropagation();
  };
  window.addEventListener("keydown", onKey, { signal, capture: true });
  const onKeyUp = (event: KeyboardEvent) => event.target === field && event.stopPropagation();
  window.addEventListener("keyup", onKeyUp, { signal, capture: true });
  const frame = field.closest(".play");
  frame?.addEventListener("click", (event) => isOperable(event.target) || goHome(), { signal });
  if (input) readTextInput(input, handlers, signal);
  goHome();
  return () => listening.abort();
}
