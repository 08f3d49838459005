/**
 * Reads typing that no key event names, from an input that keeps the focus: soft
 * keyboards tell what they type only by what the input then holds, and a dead key
 * makes its character together with the next one.
 */

/** What the contract lets a key be. */
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]$/u;

/** What "smart" punctuation makes of the characters that code has. */
const PLAIN: Record<string, string> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2013": "-",
  "\u00a0": " ",
};

/** One character as the game takes it, if it does. */
export function plainCharacter(text: string): string | undefined {
  const plain = PLAIN[text] ?? text;
  return plain.length === 1 && PRINTABLE.test(plain) ? plain : undefined;
}

/** Who composes: a dead key, an input method, or a soft keyboard, which does so with every word. */
type Composer = "dead" | "method" | "soft";

const COMPOSERS: Record<string, Composer> = { Dead: "dead", Process: "method" };

/** Typing one by one; all else, from the clipboard to a swiped word, is not typing. */
const TYPING = new Set(["insertText", "insertCompositionText", "deleteContentBackward"]);
const LINE_BREAKS = new Set(["insertLineBreak", "insertParagraph"]);

interface Readers {
  onKey(key: string): void;
  onComposing(): void;
}

export function readTextInput(
  input: HTMLInputElement,
  readers: Readers,
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
      if (plain !== undefined) readers.onKey(plain);
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
    if (composer === "method") readers.onComposing();
  });
  on("compositionend", ({ data }) => {
    if (composer === "dead") take(data);
    composer = undefined;
    empty();
  });
  on("beforeinput", (event) => {
    const { inputType } = event as InputEvent;
    if (LINE_BREAKS.has(inputType)) readers.onKey("Enter");
    if (!TYPING.has(inputType)) event.preventDefault();
  });
  on("input", (event) => {
    if (composer === "dead" || composer === "method") return;
    const { value } = input;
    let same = 0;
    while (same < value.length && value[same] === before[same]) same += 1;
    const fresh = value.slice(same);
    before = value;
    // Several at once are a word from a list or the clipboard.
    if ([...fresh].length === 1) take(fresh);
    // Emptied in the middle of a composition, some keyboards would type it all again.
    if (!(event as InputEvent).isComposing) empty();
  });
}
