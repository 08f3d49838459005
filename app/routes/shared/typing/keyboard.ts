/**
 * Reads keys from hardware keyboards and soft keyboards. Keys that the game does not use are left to the
 * browser.
 */
import type { Controls } from "../../../contracts/settings.ts";
import { typedCharacter } from "../../../engine/keystrokes/typed-character.ts";
import { readTextInput } from "./composed-text.ts";
import { hasSoftKeyboard } from "./soft-keyboard.ts";

export interface KeyHandlers {
  /** One printable character, `Enter`, `Tab`, `Escape` or `ArrowUp`, and the time of its event. */
  onKey(key: string, pressedAt: number): void;
  onQuit?(): void;
  onRestart?(): void;
  /** Missing in runs that cannot be paused: their key is left to the browser. */
  onPause?: (() => void) | undefined;
  onMute?(): void;
  onAloud?(): void;
  /** Returns the characters of which one is waited for; without it every character is taken as a plain one. */
  due?(): string;
  /** An input method began to compose; its text is ignored. */
  onComposing(): void;
  /** Called when Caps Lock was turned on or off, with the first key if it is on from the start. */
  onCapsLock?(on: boolean): void;
  /** Returns whether a key is for the game at all. By default all are. */
  accepts?(event: KeyboardEvent): boolean;
}

const NAMED = new Set(["Enter", "Tab", "Escape", "ArrowUp"]);
/** Values of `key` that name no key. Their text arrives through the input element, if at all. */
const UNNAMED = new Set(["Process", "Dead", "Compose", "Unidentified"]);
/** The `keyCode` of keys that an input method has taken: Safari gives them their names all the same. */
const TAKEN = 229;

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
function gameKey(
  event: KeyboardEvent,
  controls: Controls | undefined,
  due: string | undefined,
): string | undefined {
  const { key } = event;
  if (event.isComposing || event.keyCode === TAKEN || UNNAMED.has(key) || isShortcut(event))
    return undefined;
  if (key === controls?.target_key && !event.shiftKey) return "Tab";
  // A Tab that is not the game's own moves the focus to the buttons.
  if (key === "Tab") return undefined;
  return NAMED.has(key) ? key : typedCharacter(key, due);
}

/** Pauses a relaxed run and goes on with it: no code contains this key, and no setting uses it. */
export const PAUSE_KEY = "F9";

/** Returns the handler of a key that is a command; undefined for others. */
function commandOf(
  event: KeyboardEvent,
  controls: Controls | undefined,
): keyof KeyHandlers | undefined {
  if (!controls) return undefined;
  const { key, ctrlKey, shiftKey, altKey, metaKey } = event;
  if (key === "Escape" && shiftKey) return "onQuit";
  if (key === controls.restart_key) return "onRestart";
  if (key === PAUSE_KEY) return "onPause";
  if (!ctrlKey || altKey || metaKey) return undefined;
  if (key.toLowerCase() === "m") return "onMute";
  return key === "." ? "onAloud" : undefined;
}

const isOperable = (target: EventTarget | null) =>
  target instanceof Element && target.closest("button, a, summary") !== null;

/**
 * Calls `handlers` for each key until the returned function is called.
 *
 * The input has the focus all the time, though a focused input costs each key two more rounds of style and layout
 * (record 21): dead keys make no character elsewhere, and an extension that has keys of its own, like Vimium,
 * takes every key that goes to nothing editable.
 *
 * @param field the field, inside of the frame of the game
 * @param input takes the focus, and with it the keys
 * @param controls the keys that the player chose. Undefined where the game is only a part of the page: there Tab and
 *   shortcuts are the browser's, and the input has the focus from the first key on until something else takes it
 */
export function listenForKeys(
  field: HTMLElement,
  input: HTMLInputElement,
  controls: Controls | undefined,
  handlers: KeyHandlers,
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const soft = hasSoftKeyboard();
  const text = readTextInput(input, handlers, signal);
  const takeFocus = () => input.focus({ preventScroll: true });
  let capsLock = false;

  /** Handles a key. Returns whether the game took it. */
  const handleKey = (event: KeyboardEvent): boolean => {
    const isAccent = text.belongsToDeadKey(event);
    const command = commandOf(event, controls);
    if (command && handlers[command]) {
      event.preventDefault();
      if (!event.repeat) (handlers[command] as () => void)();
      return true;
    }
    if (handlers.accepts?.(event) === false) return false;
    // A focused button keeps the keys that press it.
    if (isOperable(event.target) && (event.key === "Enter" || event.key === " ")) return false;
    // A dead key needs the input, and a player who types on does not mean the focused button.
    if (isAccent && document.activeElement !== input) takeFocus();
    const key = isAccent ? undefined : gameKey(event, controls, handlers.due?.());
    // Backspace has no meaning here, and must not go back a page.
    if (key !== undefined || (event.key === "Backspace" && !isShortcut(event)))
      event.preventDefault();
    // A key that is held down counts once.
    if (key === undefined || event.repeat) return key !== undefined;
    if (document.activeElement !== input) takeFocus();
    handlers.onKey(key, event.timeStamp);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const caps = event.getModifierState("CapsLock");
    if (caps !== capsLock) {
      capsLock = caps;
      handlers.onCapsLock?.(caps);
    }
    const taken = handleKey(event);
    // No other listener needs the event, and React's would take longer than the game's.
    if (taken && !soft) event.stopPropagation();
  };
  window.addEventListener("keydown", onKeyDown, { signal, capture: true });
  const onKeyUp = (event: KeyboardEvent) => event.target === input && event.stopPropagation();
  window.addEventListener("keyup", onKeyUp, { signal, capture: true });

  // A keyboard on the screen is for screens that are touched.
  input.inputMode = soft ? "text" : "none";
  if (!controls) return () => listening.abort();

  const frame = field.closest(".play");
  // Without this the input would lose the focus until the click.
  const onPress = (event: Event) => isOperable(event.target) || event.preventDefault();
  frame?.addEventListener("mousedown", onPress, { signal });
  frame?.addEventListener("click", (event) => isOperable(event.target) || takeFocus(), { signal });
  if (!soft) onStolenEscape(input, (event) => handlers.onKey("Escape", event.timeStamp), signal);
  takeFocus();
  return () => listening.abort();
}

/**
 * Calls `onEscape` when an extension takes Escape from the input and blurs it, as those do that have keys of their
 * own, and gives the focus back to the input. Nothing else takes the focus without giving it to something.
 */
function onStolenEscape(
  input: HTMLInputElement,
  onEscape: (event: Event) => void,
  signal: AbortSignal,
): void {
  input.addEventListener(
    "blur",
    (event) => {
      if (event.relatedTarget) return;
      setTimeout(() => {
        const { activeElement } = document;
        if (signal.aborted || !document.hasFocus() || activeElement !== document.body) return;
        onEscape(event);
        input.focus({ preventScroll: true });
      });
    },
    { signal },
  );
}
