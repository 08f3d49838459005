/** Finds the tokens of a bug in the snippets from which its code was cut. */
import type { Plan } from "../plan.ts";
import type { Hunk } from "../state.ts";
import { type Token, tokenize } from "../tokens.ts";
import type { Place } from "./press.ts";

type Cut = Pick<Hunk, "snippets" | "line">;

const linesOf = (plan: Plan, index: number) =>
  (plan.snippets[index]?.snippet_text ?? "").trimEnd().split("\n");

/** Returns the snippet of the plan and the line in it from which a line of a bug's code comes. */
function sourceOf({ snippets, line: first }: Cut, line: number, plan: Plan) {
  let rest = first + line;
  for (const index of snippets) {
    const lines = linesOf(plan, index).length;
    if (rest < lines) return { snippet: index, line: rest };
    // A boss of version 1 has several snippets, separated by a blank line.
    rest -= lines + 1;
  }
  return undefined;
}

/**
 * Returns the place of each token's first character; undefined for one that is in no snippet. The columns are those of
 * the snippet: the bug's code has less indentation, and one blank where the snippet has several.
 */
export function placesOf(cut: Cut, tokens: readonly Token[], plan: Plan): (Place | undefined)[] {
  let line = -1;
  let inLine = 0;
  let source: ReturnType<typeof sourceOf>;
  let columns: number[] = [];
  return tokens.map((token) => {
    if (token.line !== line) {
      line = token.line;
      inLine = 0;
      source = sourceOf(cut, line, plan);
      const text = source && linesOf(plan, source.snippet)[source.line];
      columns = tokenize(text ?? "").map(({ column }) => column);
    }
    const column = columns[inLine];
    inLine += 1;
    return source && column !== undefined ? { ...source, column } : undefined;
  });
}
