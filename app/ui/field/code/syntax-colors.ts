/** The syntax colours of the part of a snippet that a bug carries. */
import type { Highlight, SyntaxKind } from "../../../contracts/highlight.ts";
import type { Plan } from "../../../engine/plan.ts";
import type { Hunk } from "../../../engine/state.ts";

/** The syntax kind of each character of a line; undefined for plain ones. */
type LineColors = (SyntaxKind | undefined)[];

interface SourceLine {
  text: string;
  colors: LineColors;
}

function linesOf(text: string, ranges: Highlight): SourceLine[] {
  const colors: LineColors = new Array(text.length).fill(undefined);
  for (const [from, to, kind] of ranges) colors.fill(kind, from, to);
  let start = 0;
  return text.split("\n").map((line) => {
    const end = start + line.trimEnd().length;
    const lineColors = colors.slice(start, end);
    start += line.length + 1;
    return { text: line.trimEnd(), colors: lineColors };
  });
}

/** Returns the line with one blank for each run of blanks after its first character, as hunks of version 2 have it. */
function withSingleBlanks({ text, colors }: SourceLine): LineColors {
  const lead = text.search(/\S/);
  return colors.filter((_, at) => at <= lead || text[at] !== " " || text[at - 1] !== " ");
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
    return [...linesOf(text, highlights[index] ?? []), { text: "", colors: [] }];
  });
  return code.split("\n").map((row, index) => {
    const source = snippetLines[line + index] ?? { text: "", colors: [] };
    const code = row.trimEnd();
    const colors = source.text.endsWith(code) ? source.colors : withSingleBlanks(source);
    return colors.slice(Math.max(0, colors.length - code.length));
  });
}
