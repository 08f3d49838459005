/**
 * The file being typed. Every character that takes a key is one cell, in the
 * order of typing, so that a key changes the class of two elements and nothing
 * else, however long the code is.
 */
import type { Highlight } from "../../contracts/highlight.ts";
import type { Plan } from "../../engine/plan.ts";
import type { Bug, State } from "../../engine/state.ts";
import { startsLine } from "../../engine/tokens.ts";
import { inksOf } from "./inks.ts";
import { fileName } from "./names.ts";

export interface CodeParts {
  name: HTMLElement;
  status: HTMLElement;
  viewport: HTMLElement;
  body: HTMLElement;
}

function span(className: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

/** The spans of one bug's code. */
class Listing {
  readonly element = document.createElement("div");
  readonly lines: HTMLElement[] = [];
  #cells: HTMLElement[] = [];
  /** The cell of each token's first character. */
  #starts: number[] = [];
  #caret = 0;
  /** Where the lines lie, read once after the first layout. */
  #tops: number[] | undefined;

  constructor(bug: Bug, inks: ReturnType<typeof inksOf>) {
    this.element.className = "code-listing";
    const rows = bug.code.split("\n");
    rows.forEach((row, index) => {
      const line = document.createElement("div");
      line.className = "code-line";
      const indent = row.length - row.trimStart().length;
      const source = span("code-source", "");
      line.appendChild(span("code-number", String(index + 1)));
      line.appendChild(source);
      // Drawn by the style sheet: decoration, and no text to be read.
      if (indent > 0) source.appendChild(span("code-indent", "")).dataset.dots = "·".repeat(indent);
      this.lines.push(source);
      this.element.appendChild(line);
    });
    bug.tokens.forEach((token, index) => {
      if (index > 0) {
        const before = bug.tokens[index - 1];
        const enter = startsLine(bug.tokens, index);
        // One key, however many spaces stand there.
        const end = (before?.column ?? 0) + (before?.text.length ?? 0);
        const space = enter ? "" : (rows[token.line] ?? "").slice(end, token.column);
        const separator = span(enter ? "code-cell code-enter" : "code-cell", space);
        this.#cells.push(separator);
        this.lines[enter ? (before?.line ?? 0) : token.line]?.appendChild(separator);
      }
      this.#starts.push(this.#cells.length);
      for (let i = 0; i < token.text.length; i += 1) {
        const ink = inks[token.line]?.[token.column + i];
        const cell = span(ink ? `code-cell ink-${ink}` : "code-cell", token.text[i] ?? "");
        this.#cells.push(cell);
        this.lines[token.line]?.appendChild(cell);
      }
    });
    this.#cells[0]?.setAttribute("data-caret", "");
  }

  move(next: number, typed: number, gap: boolean): void {
    const start = this.#starts[next] ?? this.#cells.length;
    const caret = gap ? start - 1 : start + typed;
    if (caret === this.#caret) return;
    this.#cells[this.#caret]?.removeAttribute("data-caret");
    this.#cells[caret]?.setAttribute("data-caret", "");
    for (let i = this.#caret; i < caret; i += 1) this.#cells[i]?.setAttribute("data-done", "");
    for (let i = caret; i < this.#caret; i += 1) this.#cells[i]?.removeAttribute("data-done");
    this.#caret = caret;
  }

  /** The top of each line and, last, the whole height. Reads the layout the first time. */
  tops(): number[] {
    this.#tops ??= [
      ...this.lines.map(({ parentElement }) => parentElement?.offsetTop ?? 0),
      this.element.offsetHeight,
    ];
    return this.#tops;
  }

  forgetLayout(): void {
    this.#tops = undefined;
  }
}

function quietLine({ over }: State): string {
  if (!over) return "Nothing to fix. Enjoy it while it lasts.";
  return over.outcome === "defeat"
    ? "There is nothing left to fix."
    : "Somebody else is on call now.";
}

export class CodeView {
  #parts: CodeParts;
  #plan: Plan;
  #highlights: readonly Highlight[];
  #shown: { bug: Bug; listing: Listing } | undefined;
  #line = -1;
  #height = 0;
  #frame = 0;

  constructor(parts: CodeParts, plan: Plan, highlights: readonly Highlight[]) {
    this.#parts = parts;
    this.#plan = plan;
    this.#highlights = highlights;
  }

  /** Shows `bug`: the locked one, or the one that is nearest to the wall. */
  show(bug: Bug | undefined, locked: boolean, state: State): void {
    if (bug !== this.#shown?.bug || (state.over && !bug)) this.#open(bug, quietLine(state));
    if (!bug || !this.#shown) return;
    const { listing } = this.#shown;
    listing.move(bug.next, locked ? state.typed : 0, locked && state.gap);
    const line = bug.tokens[bug.next]?.line ?? 0;
    const status = `${locked ? "locked" : "not locked"} · line ${line + 1} of ${listing.lines.length}`;
    if (this.#parts.status.textContent !== status) this.#parts.status.textContent = status;
    this.#parts.body.toggleAttribute("data-locked", locked);
    this.#parts.name.parentElement?.toggleAttribute("data-locked", locked);
    if (line !== this.#line) {
      this.#line = line;
      this.#scroll();
    }
  }

  /** After a change of the pane's size. */
  resize(): void {
    this.#height = this.#parts.viewport.clientHeight;
    this.#shown?.listing.forgetLayout();
    this.#scroll();
  }

  #open(bug: Bug | undefined, quietly: string): void {
    this.#line = -1;
    if (!bug) {
      this.#shown = undefined;
      this.#parts.name.textContent = "main";
      this.#parts.name.parentElement?.removeAttribute("data-locked");
      this.#parts.status.textContent = "";
      this.#parts.body.replaceChildren(span("code-quiet", quietly));
      return;
    }
    const { language, snippets } = this.#plan;
    const listing = new Listing(bug, inksOf(bug, this.#plan, this.#highlights));
    this.#shown = { bug, listing };
    const { category = "main" } = snippets[bug.snippets[0] ?? 0] ?? {};
    this.#parts.name.textContent = fileName(language, category);
    this.#parts.body.replaceChildren(listing.element);
  }

  /**
   * Keeps the caret's line in sight, once a line. In the next frame, where the
   * layout has to be made anyway, so that no key waits for it.
   */
  #scroll(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (!this.#shown) return;
      const { element } = this.#shown.listing;
      const tops = this.#shown.listing.tops();
      const whole = tops.at(-1) ?? 0;
      const top = tops[this.#line] ?? 0;
      const most = Math.max(0, whole - this.#height);
      const wanted = whole <= this.#height ? 0 : Math.min(most, top - this.#height * 0.3);
      element.style.transform = `translateY(${-Math.max(0, wanted)}px)`;
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
  }
}
