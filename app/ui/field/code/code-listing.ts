/**
 * The code of one bug: a line of text each, and no element more. Its colours, what is
 * typed and what is due are highlights of the browser's own (`::highlight`): a key
 * changes no element and no style, and a bug comes with as few as can be.
 */
import type { SyntaxKind } from "../../../contracts/highlight.ts";
import type { Bug } from "../../../engine/v1/state.ts";
import { startsLine } from "../../../engine/v1/tokens.ts";
import type { syntaxColorsOf } from "./syntax-colors.ts";

const SYNTAX_KINDS: SyntaxKind[] = ["word", "name", "text", "value", "note"];
const MARKS = ["done", "first", "caret"] as const;
type Mark = SyntaxKind | (typeof MARKS)[number];

/** Of the page: there is one field on it. A browser without them colours by elements, and shows the caret in the chip alone. */
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

/** No code is shown any more. */
export function clearHighlights(): void {
  for (const mark of highlights.keys()) clear(mark);
}

/** To clear what is empty takes the browser as long. */
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

/** Colours `text`, whose characters have `inks`. */
function colour(text: Text, inks: ReturnType<typeof syntaxColorsOf>[number]): void {
  const pieces: Node[] = [];
  for (let from = 0; from < text.length; ) {
    const ink = inks[from];
    let to = from + 1;
    while (to < text.length && inks[to] === ink) to += 1;
    if (highlights.size > 0) ink && highlightRange(ink, text, from, to);
    else pieces.push(createElement("span", ink ? `code-${ink}` : "", text.data.slice(from, to)));
    from = to;
  }
  if (pieces.length > 0) text.replaceWith(...pieces);
}

/** Where a key is due. */
interface Caret {
  line: number;
  column: number;
  /** Characters that it types; none for Enter. */
  length: number;
  /** Whether this bug is being typed. */
  locked: boolean;
}

export class CodeListing {
  readonly element = createElement("div", "code-listing");
  #bug: Bug;
  #lines: Line[];
  #shown: Caret = { line: -1, column: -1, length: 0, locked: false };
  /** Where the lines lie, read once after the first layout. */
  #tops: number[] | undefined;

  /** Takes the colours from whatever was shown before. */
  constructor(bug: Bug, inks: ReturnType<typeof syntaxColorsOf>) {
    this.#bug = bug;
    clearHighlights();
    const last = bug.tokens.at(-1)?.line;
    const typed = new Set(bug.tokens.map(({ line }) => line));
    this.#lines = bug.code.split("\n").map((row, index) => {
      const line = createElement("div", "code-line");
      line.appendChild(createElement("span", "code-number", String(index + 1)));
      const source = line.appendChild(createElement("span", "code-source"));
      const text = source.appendChild(document.createTextNode(row.trimEnd()));
      colour(text, inks[index] ?? []);
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

  /** Shows where the next key goes: into the token `next`, of which `typed` are typed, or before it. */
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
    // One key, however many spaces stand there.
    if (startsLine(tokens, next)) return { line: before.line, column: end, length: 0 };
    return { line: token.line, column: end, length: token.column - end };
  }

  /** Lines before `current` are done. */
  #turnTo(current: number): void {
    this.#lines.forEach(({ element, enter }, index) => {
      element.toggleAttribute("data-done", index < current);
      if (index !== current) enter?.removeAttribute("data-caret");
    });
  }

  /** The top of each line and, last, the whole height. Reads the layout the first time. */
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
