/** From the colours of whole snippets to those of what a bug carries of them. */
import type { Highlight, SyntaxKind } from "../../../contracts/highlight.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { Hunk } from "../../../engine/v1/deck.ts";

/** The ink of each character, none for plain ones. */
type LineColors = (SyntaxKind | undefined)[];

function linesOf(text: string, ranges: Highlight): LineColors[] {
  const inks: LineColors = new Array(text.length).fill(undefined);
  for (const [from, to, ink] of ranges) inks.fill(ink, from, to);
  let start = 0;
  return text.split("\n").map((line) => {
    const end = start + line.trimEnd().length;
    const own = inks.slice(start, end);
    start += line.length + 1;
    return own;
  });
}

/**
 * The inks of `hunk.code`, line by line. A hunk is some lines of a snippet without
 * the indentation that they share; a boss carries snippets with a blank line between.
 *
 * @param highlights of each snippet of the plan; what is missing is plain
 */
export function syntaxColorsOf(
  { code, snippets, line }: Hunk,
  plan: Plan,
  highlights: readonly Highlight[],
): LineColors[] {
  const whole = snippets.flatMap((index) => {
    const text = (plan.snippets[index]?.snippet_text ?? "").trimEnd();
    return [...linesOf(text, highlights[index] ?? []), []];
  });
  return code.split("\n").map((row, index) => {
    const inks = whole[line + index] ?? [];
    return inks.slice(inks.length - row.trimEnd().length);
  });
}
