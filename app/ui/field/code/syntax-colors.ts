/** The syntax colours of the part of a snippet that a bug carries. */
import type { Highlight, SyntaxKind } from "../../../contracts/highlight.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { Hunk } from "../../../engine/state.ts";

/** The syntax kind of each character of a line; undefined for plain ones. */
type LineColors = (SyntaxKind | undefined)[];

function linesOf(text: string, ranges: Highlight): LineColors[] {
  const colors: LineColors = new Array(text.length).fill(undefined);
  for (const [from, to, kind] of ranges) colors.fill(kind, from, to);
  let start = 0;
  return text.split("\n").map((line) => {
    const end = start + line.trimEnd().length;
    const lineColors = colors.slice(start, end);
    start += line.length + 1;
    return lineColors;
  });
}

/**
 * Returns the colours of `hunk.code`, line by line. A hunk is some lines of a snippet without the
 * indentation that they share; a boss carries several snippets with a blank line between.
 *
 * @param highlights of each snippet of the plan; a snippet without one is plain
 */
export function syntaxColorsOf(
  { code, snippets, line }: Hunk,
  plan: Plan,
  highlights: readonly Highlight[],
): LineColors[] {
  const snippetLines = snippets.flatMap((index) => {
    const text = (plan.snippets[index]?.snippet_text ?? "").trimEnd();
    return [...linesOf(text, highlights[index] ?? []), []];
  });
  return code.split("\n").map((row, index) => {
    const colors = snippetLines[line + index] ?? [];
    return colors.slice(colors.length - row.trimEnd().length);
  });
}
