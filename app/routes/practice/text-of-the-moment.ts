/** Makes a drill of code that a visitor pastes. It is computed here, and stored nowhere. */
import { MOST_TEXT_CHARACTERS, MOST_TEXT_LINES } from "../../engine/limits.ts";
import type { Language } from "../../engine/plan.ts";
import { tokenize } from "../../engine/tokens.ts";
import { plainCharacter } from "../shared/typing/composed-text.ts";
import type { DrillTask } from "./drill-task.ts";

const TAB_WIDTH = 4;

/** Returns code as it is typed: with blanks for tabs, plain quotes for typographic ones, and no blank lines around it. */
function plainText(text: string): { text: string; problem?: string } {
  const lines = text.replace(/\r\n?/g, "\n").replaceAll("\t", " ".repeat(TAB_WIDTH)).split("\n");
  while (lines.length > 0 && lines[0]?.trim() === "") lines.shift();
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  for (const [index, line] of lines.entries()) {
    let plain = "";
    for (const character of line) {
      const typed = plainCharacter(character);
      if (typed === undefined) {
        return { text, problem: `Line ${index + 1}: no key types “${character}”` };
      }
      plain += typed;
    }
    lines[index] = plain.trimEnd();
  }
  return { text: lines.join("\n") };
}

/** Returns the drill of `pasted`, or why there is none. */
export function textTask(
  pasted: string,
  language: Language,
  startedAt: number,
): DrillTask | { problem: string } {
  if (pasted.length > MOST_TEXT_CHARACTERS) {
    return { problem: `At most ${MOST_TEXT_CHARACTERS.toLocaleString("en")} characters` };
  }
  const { text, problem } = plainText(pasted);
  if (problem) return { problem };
  if (tokenize(text).length === 0) return { problem: "Paste some code first" };
  if (text.split("\n").length > MOST_TEXT_LINES)
    return { problem: `At most ${MOST_TEXT_LINES} lines` };
  return {
    id: crypto.randomUUID(),
    language,
    focus: "plain",
    targets: [],
    target_figures: [],
    parts: [{ category: "pasted code", text, first_line: 1, rich_in: [] }],
    highlights: [[]],
    session: null,
    unstored: "text",
    startedAt,
  };
}
