/**
 * Reads typed text that `keydown` does not report: from soft keyboards, dead keys and input methods. It comes through a
 * focused input element. Soft keyboards report what was typed only as the new value of the input, and a dead key makes
 * its character together with the next key.
 */
import { typedCharacter } from "../../../engine/keystrokes/typed-character.ts";

/**
 * The source of a composition: a dead key, an input method, or a soft keyboard, which composes every word.
 * "unknown" is one of the first two until its first text tells: Chromium on Linux calls the keys of both "Process".
 */
type CompositionSource = "dead" | "unknown" | "method" | "soft";

/** Values of `key` of keys that make text together with the next ones. */
const DEAD_KEYS = new Set(["Dead", "Compose"]);
/** Values of `key` that do not say what was typed. */
const UNNAMED = new Set(["Process", "Unidentified"]);
const MODIFIERS = new Set(["Shift", "AltGraph", "Control", "Alt", "Meta", "CapsLock", "Fn"]);

/** What a dead key composes until the next key comes: accents and signs. Input methods begin with letters. */
const ACCENTS = /^['",/^`~\u00a0-\u00bf\u02b0-\u036f]+$/;

/** The input types of single typed characters. Pasted text and swiped words have other input types. */
const TYPING_INPUTS = new Set(["insertText", "insertCompositionText", "deleteContentBackward"]);
const LINE_BREAKS = new Set(["insertLineBreak", "insertParagraph"]);

/** The most characters that one press of a key makes: an accent and the letter that does not take it. */
const MAX_PER_KEY = 2;

interface TextHandlers {
  onKey(key: string, pressedAt: number): void;
  onComposing(): void;
  /** Returns the characters of which one is waited for; without it every character is taken as a plain one. */
  due?(): string;
}

export interface TextReader {
  /**
   * Has to be called first for each `keydown`. Returns whether the key belongs to a dead key: then its text
   * comes through the input, and what the event says of it may be wrong (on Windows it names the second key).
   */
  belongsToDeadKey(event: KeyboardEvent): boolean;
}

/** Calls `handlers` for each character that is typed into `input`, until `signal` is aborted. */
export function readTextInput(
  input: HTMLInputElement,
  handlers: TextHandlers,
  signal: AbortSignal,
): TextReader {
  let before = "";
  let source: CompositionSource | undefined;
  let lastKey = "";
  /** True from a dead key until the text that it makes. */
  let dead = false;
  const clearInput = () => {
    input.value = "";
    before = "";
  };
  const sendCharacters = (text: string, { timeStamp }: Event) => {
    dead = false;
    for (const character of text) {
      const typed = typedCharacter(character, handlers.due?.());
      if (typed !== undefined) handlers.onKey(typed, timeStamp);
    }
  };
  clearInput();
  input.readOnly = false;

  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ) => input.addEventListener(name, listener, { signal });
  on("compositionstart", () => {
    if (dead) source = "dead";
    else source = lastKey === "Process" ? "unknown" : "soft";
  });
  on("compositionupdate", ({ data }) => {
    if (source !== "unknown" || data === "") return;
    source = ACCENTS.test(data) ? "dead" : "method";
    if (source === "dead") return;
    handlers.onComposing();
    // Browsers switch input methods off in fields that cannot be changed, so the next keys are plain ones.
    input.readOnly = true;
  });
  on("compositionend", (event) => {
    if (source === "dead") sendCharacters(event.data, event);
    source = undefined;
    clearInput();
  });
  on("beforeinput", (event) => {
    const { inputType } = event as InputEvent;
    if (LINE_BREAKS.has(inputType)) handlers.onKey("Enter", event.timeStamp);
    if (!TYPING_INPUTS.has(inputType)) event.preventDefault();
  });
  on("input", (event) => {
    if (source !== undefined && source !== "soft") return;
    const { value } = input;
    let common = 0;
    while (common < value.length && value[common] === before[common]) common += 1;
    const added = value.slice(common);
    before = value;
    // More characters at once come from a list of words or from the clipboard.
    if ([...added].length <= (dead ? MAX_PER_KEY : 1)) sendCharacters(added, event);
    // Some keyboards type the whole word again when the input is emptied during a composition.
    if (!(event as InputEvent).isComposing) clearInput();
  });

  return {
    belongsToDeadKey({ key }) {
      lastKey = key;
      if (DEAD_KEYS.has(key)) {
        dead = true;
        input.readOnly = false;
      } else if (key.length > 1 && !UNNAMED.has(key) && !MODIFIERS.has(key)) {
        // Enter, Escape, Backspace and the like leave the accent alone.
        dead = false;
      }
      return dead;
    },
  };
}
