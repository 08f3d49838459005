/** The foot of the field: the file of the code that is typed, and the line of the caret in it. */
import type { Plan } from "../../../engine/plan.ts";
import type { Bug, State } from "../../../engine/state.ts";
import { fileName } from "../labels.ts";

export interface FootParts {
  file: HTMLElement;
  status: HTMLElement;
  /** The code of the locked bug, for screen readers, and for a browser whose stage has not loaded. */
  code: HTMLElement;
}

function idleText({ over }: State): string {
  if (!over) return "nothing to fix";
  return over.outcome === "defeat" ? "nothing left to fix" : "somebody else is on call";
}

export class FootView {
  #parts: FootParts;
  #plan: Plan;
  #shown = "";
  #code = "";

  constructor(parts: FootParts, plan: Plan) {
    this.#parts = parts;
    this.#plan = plan;
  }

  /** Shows the file of `bug`: the locked one, or else the nearest to the wall. */
  show(bug: Bug | undefined, locked: boolean, state: State): void {
    const line = bug ? bug.line + (bug.tokens[bug.next]?.line ?? 0) + 1 : 0;
    const shown = bug ? `${bug.id} ${line} ${locked}` : idleText(state);
    const { file, status, code } = this.#parts;
    const text = locked && bug ? bug.code : "";
    if (text !== this.#code) {
      this.#code = code.textContent = text;
      code.toggleAttribute("data-locked", locked);
    }
    if (shown === this.#shown) return;
    this.#shown = shown;
    file.parentElement?.toggleAttribute("data-locked", locked);
    if (!bug) {
      file.textContent = "main";
      status.textContent = idleText(state);
      return;
    }
    const { language, snippets } = this.#plan;
    const parts = bug.snippets.map((index) => snippets[index]);
    const lines = parts.map((snippet) => snippet?.snippet_text.trimEnd().split("\n").length ?? 0);
    // A blank line between two snippets; a leak grows lines beyond its file.
    const all = lines.reduce((sum, count) => sum + count + 1, -1);
    file.textContent = fileName(language, parts[0]?.category ?? "main");
    status.textContent = `line ${line} of ${Math.max(line, all)}`;
  }
}
