/** Makes a drill of code that a visitor pastes. It is computed here, and stored nowhere. */
import { withAllFixes } from "../../code/text-fixes.ts";
import { typedCharacter } from "../../engine/keystrokes/typed-character.ts";
import { MOST_TEXT_CHARACTERS, MOST_TEXT_LINES } from "../../engine/limits.ts";
import type { Language } from "../../engine/plan.ts";
import { tokenize } from "../../engine/tokens.ts";
import type { DrillTask } from "./drill-task.ts";

/** Returns code as it is typed: with all that the editor of own texts offers to change, and no blank lines around it. */
function plainText(pasted: string): { text: string; problem?: string } {
  const lines = withAllFixes(pasted.replace(/\r\n?/g, "\n")).split("\n");
  while (lines.length > 0 && lines[0] === "") lines.shift();
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  const text = lines.join("\n");
  for (const [index, line] of lines.entries()) {
    const untyped = [...line].find((character) => typedCharacter(character) === undefined);
    if (untyped) return { text, problem: `Line ${index + 1}: no key types “${untyped}”` };
  }
  return { text };
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
