/**
 * Reads typed text that `keydown` does not report: from soft keyboards, dead keys and input methods. It comes through a
 * focused input element. Soft keyboards report what was typed only as the new value of the input, and a dead key makes
 * its character together with the next key.
 */

/** The characters that the contract allows as keys. */
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]$/u;

/** The plain characters for those of "smart" punctuation. */
const PLAIN_CHARACTERS: Record<string, string> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2013": "-",
  "\u00a0": " ",
};

/** Returns a character as the game takes it; undefined for text that is no printable character. */
export function plainCharacter(text: string): string | undefined {
  const plain = PLAIN_CHARACTERS[text] ?? text;
  return plain.length === 1 && PRINTABLE.test(plain) ? plain : undefined;
}

/** The source of a composition: a dead key, an input method, or a soft keyboard, which composes every word. */
type Composer = "dead" | "method" | "soft";

const COMPOSERS: Record<string, Composer> = { Dead: "dead", Process: "method" };

/** The input types of single typed characters. Pasted text and swiped words have other input types. */
const TYPING_INPUTS = new Set(["insertText", "insertCompositionText", "deleteContentBackward"]);
const LINE_BREAKS = new Set(["insertLineBreak", "insertParagraph"]);

interface TextHandlers {
  onKey(key: string): void;
  onComposing(): void;
}

/** Calls `handlers` for each character that is typed into `input`, until `signal` is aborted. */
export function readTextInput(
  input: HTMLInputElement,
  handlers: TextHandlers,
  signal: AbortSignal,
): void {
  let before = "";
  let composer: Composer | undefined;
  let lastKey = "";
  const empty = () => {
    input.value = "";
    before = "";
  };
  const take = (text: string) => {
    for (const character of text) {
      const plain = plainCharacter(character);
      if (plain !== undefined) handlers.onKey(plain);
    }
  };
  empty();

  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ) => input.addEventListener(name, listener, { signal });
  on("keydown", ({ key }) => {
    lastKey = key;
  });
  on("compositionstart", () => {
    composer = COMPOSERS[lastKey] ?? "soft";
    if (composer === "method") handlers.onComposing();
  });
  on("compositionend", ({ data }) => {
    if (composer === "dead") take(data);
    composer = undefined;
    empty();
  });
  on("beforeinput", (event) => {
    const { inputType } = event as InputEvent;
    if (LINE_BREAKS.has(inputType)) handlers.onKey("Enter");
    if (!TYPING_INPUTS.has(inputType)) event.preventDefault();
  });
  on("input", (event) => {
    if (composer === "dead" || composer === "method") return;
    const { value } = input;
    let common = 0;
    while (common < value.length && value[common] === before[common]) common += 1;
    const added = value.slice(common);
    before = value;
    // Several characters at once come from a list of words or from the clipboard.
    if ([...added].length === 1) take(added);
    // Some keyboards type the whole word again when the input is emptied during a composition.
    if (!(event as InputEvent).isComposing) empty();
  });
}
