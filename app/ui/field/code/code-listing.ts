import type { SyntaxKind } from "../../../contracts/highlight.ts";
import type { Bug } from "../../../engine/state.ts";
import { startsLine } from "../../../engine/tokens.ts";
import type { syntaxColorsOf } from "./syntax-colors.ts";

/**
 * The code of one bug, one element a line. Colours, the typed part and the caret are highlights of the
 * browser (CSS Custom Highlight API), so a key changes no element and no style.
 */

const SYNTAX_KINDS: SyntaxKind[] = ["word", "name", "text", "value", "note"];
const MARKS = ["done", "first", "caret"] as const;
type Mark = SyntaxKind | (typeof MARKS)[number];

/** The page's highlights: it has one field. A browser without them gets coloured elements, and shows the caret only in the label. */
const highlights = new Map<Mark, Highlight>();

if (globalThis.CSS?.highlights) {
  for (const [priority, mark] of [...SYNTAX_KINDS, ...MARKS].entries()) {
    const highlight = new Highlight();
    highlight.priority = priority;
    highlights.set(mark, highlight);
    CSS.highlights.set(`code-${mark}`, highlight);
  }
}

function createElement(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

interface Line {
  element: HTMLElement;
  text: Text;
  enter?: HTMLElement;
}

/** Clears all highlights, when no code is shown any more. */
export function clearHighlights(): void {
  for (const mark of highlights.keys()) clear(mark);
}

/** Clears a highlight unless it is empty: clearing an empty one takes the browser as long. */
function clear(mark: Mark): void {
  const highlight = highlights.get(mark);
  if (highlight?.size) highlight.clear();
}

function highlightRange(mark: Mark, text: Text, from: number, to: number): void {
  const end = Math.min(to, text.length);
  if (from >= end) return;
  const range = { startContainer: text, startOffset: from, endContainer: text, endOffset: end };
  highlights.get(mark)?.add(new StaticRange(range));
}

/** Colours `text`; `colors` has one entry a character. */
function colourText(text: Text, colors: ReturnType<typeof syntaxColorsOf>[number]): void {
  const pieces: Node[] = [];
  for (let from = 0; from < text.length; ) {
    const color = colors[from];
    let to = from + 1;
    while (to < text.length && colors[to] === color) to += 1;
    if (highlights.size > 0) color && highlightRange(color, text, from, to);
    else
      pieces.push(createElement("span", color ? `code-${color}` : "", text.data.slice(from, to)));
    from = to;
  }
  if (pieces.length > 0) text.replaceWith(...pieces);
}

/** Where the next key goes. */
interface Caret {
  line: number;
  column: number;
  /** Characters that the key types; 0 for Enter. */
  length: number;
  /** Whether this bug is the target. */
  locked: boolean;
}

export class CodeListing {
  readonly element = createElement("div", "code-listing");
  #bug: Bug;
  #lines: Line[];
  #shown: Caret = { line: -1, column: -1, length: 0, locked: false };
  /** The tops of the lines, read once after the first layout. */
  #tops: number[] | undefined;

  /** Builds the listing, and clears the highlights of the one before. */
  constructor(bug: Bug, colors: ReturnType<typeof syntaxColorsOf>) {
    this.#bug = bug;
    clearHighlights();
    const last = bug.tokens.at(-1)?.line;
    const typed = new Set(bug.tokens.map(({ line }) => line));
    this.#lines = bug.code.split("\n").map((row, index) => {
      const line = createElement("div", "code-line");
      line.appendChild(createElement("span", "code-number", String(index + 1)));
      const source = line.appendChild(createElement("span", "code-source"));
      const text = source.appendChild(document.createTextNode(row.trimEnd()));
      colourText(text, colors[index] ?? []);
      this.element.appendChild(line);
      const enters = typed.has(index) && index !== last;
      if (!enters) return { element: line, text };
      return {
        element: line,
        text,
        enter: source.appendChild(createElement("span", "code-enter")),
      };
    });
  }

  get length(): number {
    return this.#lines.length;
  }

  /** Moves the caret into token `next`, after `typed` characters, or, with `gap`, to the separator before it. */
  move(next: number, typed: number, gap: boolean, locked: boolean): void {
    const place = { ...this.#placeOf(next, typed, gap), locked };
    const { line, column, locked: before } = this.#shown;
    if (place.line === line && place.column === column && locked === before) return;
    this.#shown = place;
    if (place.line !== line) this.#turnTo(place.line);
    const current = this.#lines[place.line];
    current?.enter?.toggleAttribute("data-caret", place.length === 0);
    for (const mark of MARKS) clear(mark);
    if (!current) return;
    const { text } = current;
    highlightRange("done", text, 0, place.column);
    highlightRange(locked ? "caret" : "first", text, place.column, place.column + place.length);
  }

  #placeOf(next: number, typed: number, gap: boolean): Omit<Caret, "locked"> {
    const { tokens } = this.#bug;
    const token = tokens[next];
    if (!token) return { line: this.#lines.length, column: 0, length: 0 };
    const before = tokens[next - 1];
    if (!gap || !before) return { line: token.line, column: token.column + typed, length: 1 };
    const end = before.column + before.text.length;
    // Enter is one key, however much indentation follows.
    if (startsLine(tokens, next)) return { line: before.line, column: end, length: 0 };
    return { line: token.line, column: end, length: token.column - end };
  }

  /** Marks the lines before `current` as done. */
  #turnTo(current: number): void {
    this.#lines.forEach(({ element, enter }, index) => {
      element.toggleAttribute("data-done", index < current);
      if (index !== current) enter?.removeAttribute("data-caret");
    });
  }

  /** Returns the top of each line and, last, the whole height. Reads the layout the first time. */
  tops(): number[] {
    this.#tops ??= [
      ...this.#lines.map(({ element }) => element.offsetTop),
      this.element.offsetHeight,
    ];
    return this.#tops;
  }

  forgetLayout(): void {
    this.#tops = undefined;
  }
}
