import type { Highlight } from "../../../contracts/highlight.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { Bug, State } from "../../../engine/state.ts";
import { fileName } from "../labels.ts";
import { CodeListing, clearHighlights } from "./code-listing.ts";
import { syntaxColorsOf } from "./syntax-colors.ts";
/** The code pane: the file of the current bug, how far it is typed, and its current line scrolled into view. */

export interface CodeParts {
  name: HTMLElement;
  status: HTMLElement;
  viewport: HTMLElement;
  body: HTMLElement;
}

function idleText({ over }: State): string {
  if (!over) return "Nothing to fix. Enjoy it while it lasts.";
  return over.outcome === "defeat"
    ? "There is nothing left to fix."
    : "Somebody else is on call now.";
}

export class CodeView {
  #parts: CodeParts;
  #plan: Plan;
  #highlights: readonly Highlight[];
  #shown: { bug: Bug; listing: CodeListing } | undefined;
  #line = -1;
  #locked = false;
  /** The vertical offset of the listing, in pixels. */
  #offset = 0;
  #height = 0;
  #frame = 0;

  constructor(parts: CodeParts, plan: Plan, highlights: readonly Highlight[]) {
    this.#parts = parts;
    this.#plan = plan;
    this.#highlights = highlights;
  }

  /** Shows `bug`: the locked one, or else the nearest to the wall. */
  show(bug: Bug | undefined, locked: boolean, state: State): void {
    if (bug !== this.#shown?.bug || (state.over && !bug)) this.#open(bug, idleText(state));
    if (!bug || !this.#shown) return;
    const { listing } = this.#shown;
    listing.move(bug.next, locked ? state.typed : 0, locked && state.gap, locked);
    const line = bug.tokens[bug.next]?.line ?? 0;
    if (line === this.#line && locked === this.#locked) return;
    this.#parts.status.textContent = `line ${line + 1} of ${listing.length}`;
    this.#parts.body.toggleAttribute("data-locked", locked);
    this.#parts.name.parentElement?.toggleAttribute("data-locked", locked);
    this.#locked = locked;
    if (line === this.#line) return;
    this.#line = line;
    this.#scroll();
  }

  /** Scrolls again, after a change of the pane's size. */
  resize(): void {
    this.#height = this.#parts.body.clientHeight;
    this.#shown?.listing.forgetLayout();
    this.#scroll();
  }

  #open(bug: Bug | undefined, idle: string): void {
    this.#line = -1;
    if (!bug) {
      this.#shown = undefined;
      clearHighlights();
      this.#parts.name.textContent = "main";
      this.#parts.name.parentElement?.removeAttribute("data-locked");
      this.#parts.body.removeAttribute("data-locked");
      this.#locked = false;
      this.#parts.status.textContent = "";
      const placeholder = document.createElement("span");
      placeholder.className = "code-quiet";
      placeholder.textContent = idle;
      this.#parts.body.replaceChildren(placeholder);
      return;
    }
    const { language, snippets } = this.#plan;
    this.#offset = 0;
    const listing = new CodeListing(bug, syntaxColorsOf(bug, this.#plan, this.#highlights));
    this.#shown = { bug, listing };
    const { category = "main" } = snippets[bug.snippets[0] ?? 0] ?? {};
    this.#parts.name.textContent = fileName(language, category);
    this.#parts.body.replaceChildren(listing.element);
  }

  /**
   * Scrolls the caret's line into view, when the line changes. In the next frame, where the layout is
   * computed anyway, so that no key waits for it.
   */
  #scroll(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (!this.#shown) return;
      const { element } = this.#shown.listing;
      const tops = this.#shown.listing.tops();
      const height = tops.at(-1) ?? 0;
      const top = tops[this.#line] ?? 0;
      const most = Math.max(0, height - this.#height);
      const wanted = height <= this.#height ? 0 : Math.min(most, top - this.#height * 0.3);
      const offset = -Math.max(0, wanted);
      if (offset === this.#offset) return;
      this.#offset = offset;
      element.style.transform = `translateY(${offset}px)`;
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearHighlights();
  }
}
